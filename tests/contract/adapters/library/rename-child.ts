// Renames files until it is done or this process is killed at the n-th change it makes to the disk:
// `rename-child.ts <database> <names> <link|no-link> <n>`. `names`: the wanted names by result id, as JSON. `no-link`: the file system has no hard links.
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { dieAtChange } from './dying-process.ts';

const [, , databasePath = '', names = '{}', how, dueAt = '0'] = process.argv;
const wanted = JSON.parse(names) as Readonly<Record<string, string>>;
if (how === 'no-link') {
  fs.link = async () => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  };
  syncBuiltinESMExports();
}
await dieAtChange(Number(dueAt), 'before');

const { createRealRenames } = await import('./real-renames.ts');
const renames = createRealRenames(databasePath, wanted);
await renames.finishOpen();
await renames.rename();
process.stdout.write(`${JSON.stringify(renames.report())}\n`);
process.exit(0);
