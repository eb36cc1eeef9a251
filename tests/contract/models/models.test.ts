// The catalogue agrees with the simulated service, which has its own list of models, on all 37 models. `npm run models -- --check` runs the
// same checks.
import { expect, it } from 'vitest';
import { models } from '../../../shared/models/index.ts';
import { checkModels, columns } from '../../models/check.ts';
import { startModelService } from '../../models/service.ts';

it('the form of every model opens, and the service accepts and refuses the same requests as the catalogue', async () => {
  const service = await startModelService();
  const cells = await checkModels(service).finally(() => service.stop());
  expect(cells.flatMap(({ model, column, problems }) => problems.map((reason) => `${model}, ${column}: ${reason}`))).toEqual([]);
  expect(cells).toHaveLength(37 * columns.length);
  expect(models).toHaveLength(37);
  expect(cells.filter(({ checkCount }) => checkCount === 0)).toEqual([]);
});
