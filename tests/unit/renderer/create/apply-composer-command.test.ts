// "Use again" and similar commands: a command for one request does not affect another request that replaced it meanwhile.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applyComposerCommand } from '../../../../renderer/src/views/create/apply-composer-command.ts';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { loadRequest } from '../../../../renderer/src/views/create/load-request.ts';
import { defaultRequest } from '../../../../shared/models/index.ts';
import { ok } from '../../../../shared/result.ts';
import { fileFor } from '../../models/requests.ts';

const file = fileFor(1, 'first-frame');
const failed = {
  ...defaultRequest('seedance-1.5-pro', 'a fox'),
  references: [{ role: 'first-frame' as const, referenceId: file.id }],
};
let answerRecords: () => void;

beforeEach(() => {
  const answer = new Promise((resolve) => {
    answerRecords = () => resolve(ok({ references: [file] }));
  });
  vi.stubGlobal('window', { studio: { call: async () => await answer } });
  useComposer.setState(useComposer.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

const command = { request: failed, sourceTaskId: 3, target: { kind: 'switch', model: 'seedance-2.0' }, isEdit: false } as const;

test('the request switches to the requested model once its files are known', async () => {
  const applying = applyComposerCommand(command);
  expect(useComposer.getState().request.model).toBe('seedance-1.5-pro');
  answerRecords();
  expect(await applying).toBe(true);
  expect(useComposer.getState().request).toMatchObject({ model: 'seedance-2.0', references: [{ referenceId: file.id }] });
});

test('a request that replaced the first one meanwhile keeps its model', async () => {
  const applying = applyComposerCommand(command);
  const other = defaultRequest('seedance-1.5-pro', 'a tram');
  await loadRequest(other, 4);
  answerRecords();
  expect(await applying).toBe(false);
  expect(useComposer.getState().request).toEqual(other);
});
