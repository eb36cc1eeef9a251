// Three accounts of the service, each written apart from the others: the form, the simulator, and the pages (`pages.ts`). What the form
// sends without a word of warning is right by the pages, and what they refuse, by a hair, the simulator refuses.
import { describe, expect, it } from 'vitest';
import { validate } from '../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../electron/simulator/simulator-settings.ts';
import { findModel, type Model } from '../../../shared/models/index.ts';
import { given } from '../models/requests.ts';
import { otherCases } from '../models/rule-cases.ts';
import { klingCases } from '../models/rule-cases-kling.ts';
import { type Body, bodyOf, silentBodies } from './form-bodies.ts';
import { wrongBodies } from './mutations.ts';
import { against, pages } from './pages.ts';

const paged: readonly (readonly [string, Model])[] = Object.keys(pages).flatMap((id) => {
  const model = findModel(id);
  return model === undefined ? [] : [[id, model] as const];
});

const made = new Map<string, readonly Body[]>();
const bodiesOf = (model: Model): readonly Body[] => {
  const bodies = made.get(model.id) ?? silentBodies(model, 30);
  made.set(model.id, bodies);
  return bodies;
};

const shown = (body: Body): string => JSON.stringify(body).slice(0, 400);

describe('what the form sends without a word of warning is what the page describes', () => {
  it('there is a page for 34 of the 37 models', () => {
    expect(paged).toHaveLength(34);
  });

  it.each(paged)('%s', (_, model) => {
    const wrong = bodiesOf(model).flatMap((body) => against(body).map((why) => `${why} in ${shown(body)}`));
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it('in at least 4,000 bodies', () => {
    expect(paged.reduce((sum, [, model]) => sum + bodiesOf(model).length, 0)).toBeGreaterThanOrEqual(4_000);
  });

  it.each([...otherCases, ...klingCases])('the example that keeps a rule: %s', (_, { model, keeps, roles = [], keepsRoles = roles }) => {
    expect(against(bodyOf(given(model, keepsRoles, keeps).request))).toEqual([]);
  });
});

/** Strict about fields that no page names, as the schemas are. */
const settings = { ...defaultSettings, strictFields: true };
const isTaken = (body: Body): boolean => validate(body, settings).ok;

describe('the simulator takes and refuses what the page does, also where one thing is wrong', () => {
  it.each(paged)('%s', (_, model) => {
    const bodies = bodiesOf(model);
    const some = bodies.filter((_body, at) => at % Math.ceil(bodies.length / 15) === 0);
    const tried = new Map(some.flatMap((body) => [body, ...wrongBodies(body)]).map((body) => [JSON.stringify(body), body]));
    const differing = [...tried.values()].filter((body) => isTaken(body) !== (against(body).length === 0));
    expect(
      differing
        .slice(0, 5)
        .map((body) => `${isTaken(body) ? 'taken' : 'refused'}; the page: ${against(body)[0] ?? 'fine'}; ${shown(body)}`),
    ).toEqual([]);
  });
});
