// For child processes that a test kills: SIGKILL before (or in the middle of) the n-th change to the disk, and folders that
// count as volumes of their own. Call it before the code under test is imported.
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';

type Method = (this: object, ...values: never[]) => Promise<unknown>;

/**
 * Kills this process at the n-th change to the disk, or never if `dueAt` is 0. `half`: a write has written half of its bytes by then. Returns the names of the
 * changes so far, as a list that grows.
 */
export async function dieAtChange(dueAt: number, how: 'before' | 'half'): Promise<readonly string[]> {
  const changes: string[] = [];
  const die = (): never => {
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  };
  const watch = (owner: Record<string, Method>, name: string): void => {
    const real = owner[name];
    if (real === undefined) throw new Error(`no ${name}`);
    owner[name] = async function (...values) {
      if (changes.push(name) === dueAt) {
        const [bytes, place] = values as unknown[];
        const target = this as fs.FileHandle;
        if (how === 'half' && name === 'write') await target.write(String(bytes).slice(0, 2), Number(place), 'latin1');
        if (how === 'half' && name === 'writev') {
          const all = Buffer.concat(bytes as Uint8Array[]);
          await target.write(all.subarray(0, all.byteLength >> 1), 0, all.byteLength >> 1, Number(place));
        }
        die();
      }
      return await real.apply(this, values);
    };
  };
  const sample = await fs.open(import.meta.filename, 'r');
  const handles = Object.getPrototypeOf(sample) as Record<string, Method>;
  await sample.close();
  for (const name of ['writev', 'write', 'truncate', 'sync', 'writeFile']) watch(handles, name);
  for (const name of ['rename', 'link', 'unlink', 'mkdir']) watch(fs as unknown as Record<string, Method>, name);
  syncBuiltinESMExports();
  return changes;
}

/** Makes files in `.incoming` folders appear to be on another volume than all others: neither link(2) nor rename(2) works across its border. */
export function putIncomingOnAnotherVolume(): void {
  const isIncoming = (path: unknown): boolean => dirname(String(path)).endsWith('.incoming');
  for (const name of ['link', 'rename'] as const) {
    const real = fs[name];
    fs[name] = async (from, to) => {
      if (isIncoming(from) !== isIncoming(to)) {
        const message = `EXDEV: cross-device link not permitted, ${name} '${String(from)}' -> '${String(to)}'`;
        throw Object.assign(new Error(message), { code: 'EXDEV', errno: -18, syscall: name, path: String(from), dest: String(to) });
      }
      await real(from, to);
    };
  }
  syncBuiltinESMExports();
}
