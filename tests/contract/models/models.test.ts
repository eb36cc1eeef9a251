// The catalogue and the simulated service, which has its own table, agree on all 37 models; `npm run models -- --check` shows the same.
import { expect, it } from 'vitest';
import { models } from '../../../shared/models/index.ts';
import { checkModels, columns } from '../../models/check.ts';
import { startService } from '../../models/service.ts';

it('every model can be opened, filled, sent and refused as at the service', async () => {
  const service = await startService();
  const cells = await checkModels(service).finally(() => service.stop());
  expect(cells.flatMap(({ model, column, wrong }) => wrong.map((reason) => `${model}, ${column}: ${reason}`))).toEqual([]);
  expect(cells).toHaveLength(37 * columns.length);
  expect(models).toHaveLength(37);
  expect(cells.filter(({ tried }) => tried === 0)).toEqual([]);
});
