// Compares the form's checks with the simulator's table of the service, which was written independently of the catalogue: the simulator accepts every
// request without issues, so each request that it rejects is blocked or gets advice.

import { describe, expect, it } from 'vitest';
import { validate } from '../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../electron/simulator/simulator-settings.ts';
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import { checkRequest, models, switchModel, wireBody } from '../../../shared/models/index.ts';
import { fc } from '../../support/fast-check.ts';
import { anyRequest, filesOf, rounds } from './form-requests.ts';
import { issueName } from './requests.ts';

const settings = { ...defaultSettings, strictFields: true };

/** Issues that concern a model and not the request. They are ignored, because a request with an issue is not checked. */
const aboutModel: readonly string[] = ['model-withdrawn', 'model-undocumented', 'model-unknown'];

const issuesOf = (request: GenerationRequest): readonly string[] =>
  checkRequest(request, filesOf(request))
    .filter(({ code }) => !aboutModel.includes(code))
    .map(issueName);

const refusalOf = (request: GenerationRequest): string | null => {
  const verdict = validate(
    // Through JSON, as the service receives it.
    JSON.parse(JSON.stringify(wireBody(request, (id) => `https://files.evolink.ai/${id}`))) as Record<string, JsonValue>,
    settings,
  );
  return verdict.ok ? null : `${verdict.error.param}: ${verdict.error.message}`;
};

/** A request whose model was switched up to four times. */
const switchedRequest = fc
  .tuple(fc.constantFrom(...models).chain(anyRequest), fc.array(fc.constantFrom(...models), { minLength: 1, maxLength: 4 }))
  .map(([start, stops]) => stops.reduce((request, { id }) => switchModel(request, id, filesOf(request)).request, start));

describe.each(models.map((model) => [model.id, model] as const))('%s', (_, model) => {
  it('accepts every request without issues', () => {
    fc.assert(
      fc.property(anyRequest(model), (request) => {
        if (issuesOf(request).length === 0) expect(refusalOf(request)).toBeNull();
      }),
      rounds(40),
    );
  });
});

it('any model accepts a request that was switched through others, unless it has issues', () => {
  fc.assert(
    fc.property(switchedRequest, (request) => {
      if (issuesOf(request).length === 0) expect(refusalOf(request)).toBeNull();
    }),
    rounds(400),
  );
});
