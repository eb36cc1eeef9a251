// `npm run models`: prints the catalogue as a table. `-- --check` tries every model against the simulated service, which has a table of its own;
// the exit code says whether they agree. `--json FILE` writes the same as JSON.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { models } from '../../shared/models/index.ts';
import { checkModels } from './check.ts';
import { startService } from './service.ts';
import { catalogueTable, checkTable } from './tables.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, json: { type: 'string' } } });
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const keep = (data: unknown): void => {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(data, null, 2)}\n`);
};

if (values.check) {
  const service = await startService();
  const cells = await checkModels(service).finally(() => service.stop());
  say(checkTable(cells));
  keep(cells);
  if (cells.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
} else {
  say(catalogueTable(models));
  keep(models);
}
