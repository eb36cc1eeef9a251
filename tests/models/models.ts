// `npm run models`: prints the catalogue as a table. With `-- --check` it compares every model with the simulated service, which has its
// own list of models, and exits with 1 if they differ. `--json FILE` also writes the result as JSON.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { models } from '../../shared/models/index.ts';
import { checkModels } from './check.ts';
import { startModelService } from './service.ts';
import { catalogueTable, checkTable } from './tables.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, json: { type: 'string' } } });
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const writeJson = (data: unknown): void => {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(data, null, 2)}\n`);
};

if (values.check) {
  const service = await startModelService();
  const cells = await checkModels(service).finally(() => service.stop());
  print(checkTable(cells));
  writeJson(cells);
  if (cells.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
} else {
  print(catalogueTable(models));
  writeJson(models);
}
