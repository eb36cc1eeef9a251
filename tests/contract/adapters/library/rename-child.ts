// A process that renames files: `rename-child.ts <database> <names> <link|no-link> <n>`. It kills itself before its n-th change to the
// disk; 0 means never. `names`: new names without extension by result id, as JSON. `no-link`: the file system has no hard links.
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { killAtDiskChange } from './disk-faults.ts';

const [, , databasePath = '', names = '{}', linkSupport, killAt = '0'] = process.argv;
const stems = JSON.parse(names) as Readonly<Record<string, string>>;
if (linkSupport === 'no-link') {
  fs.link = async () => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
  };
  syncBuiltinESMExports();
}
await killAtDiskChange(Number(killAt), 'before');

const { createRealRenames } = await import('./real-renames.ts');
const renames = createRealRenames(databasePath, stems);
await renames.finishOpen();
await renames.rename();
process.stdout.write(`${JSON.stringify(renames.report())}\n`);
process.exit(0);
