// Two requests are takes of each other exactly where the same body is sent for both, apart from the seed.
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import type { GenerationRequest, JsonValue } from '../../../../shared/generation.ts';
import { models, wireBody } from '../../../../shared/models/index.ts';
import { takeText } from '../../../../shared/takes/take-text.ts';
import { fc } from '../../../support/fast-check.ts';
import { fox } from '../../../support/studio-bench.ts';
import { anyRequest, rounds } from '../../models/form-requests.ts';

const contentHashOf = (id: number): string => `content ${id}`;
const textOf = (request: GenerationRequest): string => takeText(request, false, contentHashOf);

/** An equal value whose objects have their keys in the opposite order. */
function reversed<T extends JsonValue>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as unknown as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>).reverse();
  return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)])) as T;
}

/** The body as sent, without its seeds, in a form that can be compared deeply. */
function sentBody(request: GenerationRequest): unknown {
  const { seed: _, ...body } = wireBody(request, contentHashOf);
  if (typeof body.model_params !== 'object') return body;
  const { seed: __, ...parameters } = body.model_params as Readonly<Record<string, JsonValue>>;
  const { model_params: ___, ...rest } = body;
  return Object.keys(parameters).length === 0 ? rest : { ...rest, model_params: parameters };
}

const unicodePrompts = ['é', 'e\u0301', 'ﬁ', '狐狸', '👩‍👩‍👧', '\ud83d', 'a\u202eb', ' fox', 'fox ', 'fox'];
const requestArbitrary = fc.oneof(
  fc.constantFrom(...models).chain(anyRequest),
  fc.constantFrom(...unicodePrompts).map((prompt): GenerationRequest => ({ ...fox, prompt })),
);

test('the order of keys makes no difference', () => {
  fc.assert(
    fc.property(requestArbitrary, (request) => {
      expect(textOf(reversed(request as unknown as JsonValue) as unknown as GenerationRequest)).toBe(textOf(request));
    }),
    rounds(100),
  );
});

test('two requests have the same text exactly when the same body is sent for both', () => {
  fc.assert(
    fc.property(requestArbitrary, requestArbitrary, fc.boolean(), (one, other, isNear) => {
      // Independent requests are almost never equal, so half of the pairs are made to differ in at most two fields.
      const second = isNear ? { ...one, quality: other.quality, durationSeconds: other.durationSeconds } : other;
      expect(textOf(one) === textOf(second)).toBe(isDeepStrictEqual(sentBody(one), sentBody(second)));
    }),
    rounds(200),
  );
});

test('a seed, at either path and of any value, makes no difference, nor does its absence', () => {
  fc.assert(
    fc.property(
      requestArbitrary,
      fc.oneof(fc.nat(), fc.string(), fc.constant(null)),
      fc.constantFrom('seed', 'model_params.seed'),
      (request, seed, path) => {
        const { seed: _, 'model_params.seed': __, ...parameters } = request.parameters;
        const unseeded = { ...request, parameters };
        expect(textOf({ ...request, parameters: { ...parameters, [path]: seed } })).toBe(textOf(unseeded));
      },
    ),
    rounds(100),
  );
});

test('a value that is left to the service makes another request than the same value set explicitly', () => {
  expect(textOf({ ...fox, quality: null })).not.toBe(textOf({ ...fox, quality: '720p' }));
  expect(textOf({ ...fox, parameters: { negative_prompt: '' } })).toBe(textOf(fox));
});

test('a prompt counts as sent: differences of case and Unicode form count', () => {
  const texts = new Set(unicodePrompts.map((prompt) => textOf({ ...fox, prompt })));
  const bodies = new Set(unicodePrompts.map((prompt) => JSON.stringify(sentBody({ ...fox, prompt }))));
  expect(texts.size).toBe(bodies.size);
  expect(textOf({ ...fox, prompt: 'é' })).not.toBe(textOf({ ...fox, prompt: 'e\u0301' }));
});

test('references count by content, role and order, not by id', () => {
  const withFrame = (referenceId: number): GenerationRequest => ({ ...fox, references: [{ role: 'first-frame', referenceId }] });
  const sameContent = () => 'one content';
  expect(takeText(withFrame(1), false, sameContent)).toBe(takeText(withFrame(2), false, sameContent));
  expect(textOf(withFrame(1))).not.toBe(textOf(withFrame(2)));
  expect(textOf(withFrame(1))).not.toBe(textOf(fox));
});

test('a simulated video is no take of a real one', () => {
  expect(takeText(fox, true, contentHashOf)).not.toBe(takeText(fox, false, contentHashOf));
});
