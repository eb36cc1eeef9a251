// Simulates disk faults in a child process: SIGKILL before or during the n-th change to the disk, and folders that appear to be separate
// volumes. Call these functions before the code under test is imported.
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { dirname } from 'node:path';

type Method = (this: object, ...values: never[]) => Promise<unknown>;

/**
 * Kills this process at change number `killAt` to the disk; 0 means never. With `half`, a write has written half of its bytes before the
 * kill. Returns a list to which the name of each change is added.
 */
export async function killAtDiskChange(killAt: number, how: 'before' | 'half'): Promise<readonly string[]> {
  const changes: string[] = [];
  const kill = (): never => {
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  };
  const watch = (owner: Record<string, Method>, name: string): void => {
    const real = owner[name];
    if (real === undefined) throw new Error(`no ${name}`);
    owner[name] = async function (...values) {
      if (changes.push(name) === killAt) {
        const [bytes, place] = values as unknown[];
        const target = this as fs.FileHandle;
        if (how === 'half' && name === 'write') await target.write(String(bytes).slice(0, 2), Number(place), 'latin1');
        if (how === 'half' && name === 'writev') {
          const all = Buffer.concat(bytes as Uint8Array[]);
          await target.write(all.subarray(0, all.byteLength >> 1), 0, all.byteLength >> 1, Number(place));
        }
        kill();
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

/** Makes `.incoming` folders appear to be on another volume: neither link(2) nor rename(2) works between them and other folders. */
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
