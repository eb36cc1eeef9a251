// The catalogue and the simulated service, which has a table of its own, agree on all 37 models; `npm run models -- --check` shows the same.
import { expect, it } from 'vitest';
import { models } from '../../../shared/models/index.ts';
import { checkModels, columns } from '../../models/check.ts';
import { startService } from '../../models/service.ts';

it('opens, fills, sends and refuses every model as the service does', async () => {
  const service = await startService();
  const cells = await checkModels(service).finally(() => service.stop());
  expect(cells.flatMap(({ model, column, wrong }) => wrong.map((reason) => `${model}, ${column}: ${reason}`))).toEqual([]);
  expect(cells).toHaveLength(37 * columns.length);
  expect(models).toHaveLength(37);
  expect(cells.filter(({ tried }) => tried === 0)).toEqual([]);
});
