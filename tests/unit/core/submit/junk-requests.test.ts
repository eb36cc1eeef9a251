// Invalid requests across IPC get an error, and requests that are sent satisfy the service's own table.

import { expect, test } from 'vitest';
import { validate } from '../../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../../electron/simulator/simulator-settings.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { defaultRequest, models } from '../../../../shared/models/index.ts';
import { text } from '../../../../shared/text/index.ts';
import { newActionId } from '../../../support/action-id.ts';
import { fc } from '../../../support/fast-check.ts';
import { fox, startBench } from '../../../support/studio-bench.ts';
import { anyRequest, rounds } from '../../models/form-requests.ts';

const junk: readonly unknown[] = [
  '',
  ' ',
  'x'.repeat(100_000),
  'x'.repeat(1_500_000),
  'x'.repeat(3_000_000),
  '👩‍👩‍👧‍👦',
  '\u202eevil',
  'a\u0000b',
  '\ud83d',
  '<script>',
  '{{}}',
  -1,
  0,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1.5,
  '１２',
  new Date(0),
  10n,
  Symbol.iterator.toString(),
  null,
  undefined,
  true,
  [],
  {},
  [[[]]],
  { __proto__: null, toString: 'x' },
  new Uint8Array(4),
  new Map(),
  new Array(200_000).fill(0),
  JSON.parse('{"__proto__":{"polluted":true}}'),
];

const sentences = (error: AppError): string => {
  const { title, detail } = text('en').errorText(error);
  return `${title} ${detail}`;
};

const fields: readonly (keyof GenerationRequest)[] = [
  'model',
  'prompt',
  'durationSeconds',
  'quality',
  'aspectRatio',
  'generateAudio',
  'references',
  'parameters',
];

test('an invalid value in any field of any model returns an error and never causes an incident', async () => {
  const bench = startBench();
  await bench.connect();
  const profileId = (await bench.must('studio.snapshot', {})).status.activeProfileId;
  for (const model of models) {
    const start = defaultRequest(model.id, 'a fox in the snow');
    const requests: unknown[] = fields.flatMap((field) => junk.map((value) => ({ ...start, [field]: value })));
    for (const { path } of model.extra) {
      requests.push(...junk.map((value) => ({ ...start, parameters: { ...start.parameters, [path]: value } })));
    }
    for (const request of requests) {
      const result = await bench.call('tasks.submit', {
        actionId: newActionId(),
        profileId,
        request,
        variations: 1,
        sendAnyway: true,
        sourceTaskId: null,
      } as never);
      if (result.ok) continue;
      expect(result.error.kind).not.toBe('internal');
      expect(sentences(result.error)).toMatch(/^(?!.*(undefined|\[object)).+[.]/s);
    }
  }
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(bench.log.incidents).toEqual([]);
});

test('invalid values beside a request reject the whole call', async () => {
  const bench = startBench();
  await bench.connect();
  for (const value of junk) {
    for (const input of [value, { request: value }, { request: fox, variations: value, sendAnyway: true, sourceTaskId: null }]) {
      const result = await bench.call('tasks.submit', input as never);
      expect(result.ok ? 'accepted' : result.error.kind).toMatch(/^(invalid-input|request-blocked)$/);
    }
  }
});

test('a request that is sent without advisory issues is valid at the service', async () => {
  const bench = startBench();
  await bench.connect();
  const requests = fc.constantFrom(...models).chain(anyRequest);
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const before = bench.api.submitted.length;
      const plain = { ...request, references: [] };
      const result = await bench.call('tasks.submit', {
        actionId: newActionId(),
        request: plain,
        variations: 1,
        sendAnyway: false,
        sourceTaskId: null,
      });
      if (!result.ok) {
        expect(['request-blocked', 'invalid-input']).toContain(result.error.kind);
        return;
      }
      await bench.clock.settle();
      for (const { body } of bench.api.submitted.slice(before)) {
        const verdict = validate(JSON.parse(JSON.stringify(body)) as Record<string, unknown>, { ...defaultSettings, strictFields: true });
        expect(verdict.ok ? null : verdict.error.message).toBeNull();
      }
    }),
    rounds(120),
  );
});
