// A process that exports two videos: `export-child.ts <from> <to> <sha256s> <n>`. The process kills itself before its n-th change to the
// disk; 0 means never.
import { killAtDiskChange } from './disk-faults.ts';

const [, , from = '', to = '', hashes = '', killAt = '0'] = process.argv;
await killAtDiskChange(Number(killAt), 'before');

const { exportFile, exportText } = await import('../../../../electron/adapters/library/export-file.ts');
const outcomes: unknown[] = [];
for (const [index, sha256] of hashes.split(',').entries()) {
  const job = { from: { folder: from, path: `fox ${index}.mp4` }, toFolder: to, name: `fox ${index}.mp4`, bytes: 20_000, sha256 };
  outcomes.push(await exportFile({ ...job, onProgress: () => undefined }, new AbortController().signal));
  outcomes.push(await exportText({ toFolder: to, name: `fox ${index}.mp4.json`, text: `{"n": ${index}}`, mayReplace: () => false }));
}
process.stdout.write(`${JSON.stringify(outcomes)}\n`);
process.exit(0);
