// Exports two videos until it is done or this process is killed at the n-th change it makes to the disk: `export-child.ts <from> <to> <sha256s> <n>`.
import { dieAtChange } from './dying-process.ts';

const [, , from = '', to = '', hashes = '', dueAt = '0'] = process.argv;
await dieAtChange(Number(dueAt), 'before');

const { exportFile, exportText } = await import('../../../../electron/adapters/library/export-file.ts');
const outcomes: unknown[] = [];
for (const [n, sha256] of hashes.split(',').entries()) {
  const job = { from: { folder: from, path: `fox ${n}.mp4` }, toFolder: to, name: `fox ${n}.mp4`, bytes: 20_000, sha256 };
  outcomes.push(await exportFile({ ...job, onProgress: () => undefined }, new AbortController().signal));
  outcomes.push(await exportText({ toFolder: to, name: `fox ${n}.mp4.json`, text: `{"n": ${n}}`, mayReplace: () => false }));
}
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
process.exit(0);
