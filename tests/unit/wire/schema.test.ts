// Three descriptions of the service, written independently: the form, the simulator, and the pages (`pages.ts`). A body that the form
// sends without an issue is valid by the pages, and a body that barely violates a page is rejected by the simulator.
import { describe, expect, it } from 'vitest';
import { validate } from '../../../electron/simulator/models/validate-generation.ts';
import { defaultSettings } from '../../../electron/simulator/simulator-settings.ts';
import { findModel, type Model } from '../../../shared/models/index.ts';
import { requestWithFiles } from '../models/requests.ts';
import { otherCases } from '../models/rule-cases.ts';
import { klingCases } from '../models/rule-cases-kling.ts';
import { type Body, bodiesWithoutIssues, bodyOf } from './form-bodies.ts';
import { mutatedBodies } from './mutations.ts';
import { pages, violationsOf } from './pages.ts';

const modelsWithPage: readonly (readonly [string, Model])[] = Object.keys(pages).flatMap((id) => {
  const model = findModel(id);
  return model === undefined ? [] : [[id, model] as const];
});

const bodiesByModel = new Map<string, readonly Body[]>();
const bodiesOf = (model: Model): readonly Body[] => {
  const bodies = bodiesByModel.get(model.id) ?? bodiesWithoutIssues(model, 30);
  bodiesByModel.set(model.id, bodies);
  return bodies;
};

const excerpt = (body: Body): string => JSON.stringify(body).slice(0, 400);

describe('bodies that the form sends without an issue match the page', () => {
  it('34 of the 37 models have a page', () => {
    expect(modelsWithPage).toHaveLength(34);
  });

  it.each(modelsWithPage)('%s', (_, model) => {
    const wrong = bodiesOf(model).flatMap((body) => violationsOf(body).map((why) => `${why} in ${excerpt(body)}`));
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  it('at least 4,000 bodies are checked', () => {
    expect(modelsWithPage.reduce((sum, [, model]) => sum + bodiesOf(model).length, 0)).toBeGreaterThanOrEqual(4_000);
  });

  it.each([...otherCases, ...klingCases])(
    'the example that keeps a rule is valid: %s',
    (_, { model, keeps, roles = [], keepsRoles = roles }) => {
      expect(violationsOf(bodyOf(requestWithFiles(model, keepsRoles, keeps).request))).toEqual([]);
    },
  );
});

/** Rejects fields that no page names, as the schemas do. */
const settings = { ...defaultSettings, strictFields: true };
const isAccepted = (body: Body): boolean => validate(body, settings).ok;

describe('the simulator agrees with the page, even if a body is wrong in one place', () => {
  it.each(modelsWithPage)('%s', (_, model) => {
    const bodies = bodiesOf(model);
    const sampleBodies = bodies.filter((_body, at) => at % Math.ceil(bodies.length / 15) === 0);
    const candidates = new Map(sampleBodies.flatMap((body) => [body, ...mutatedBodies(body)]).map((body) => [JSON.stringify(body), body]));
    const differing = [...candidates.values()].filter((body) => isAccepted(body) !== (violationsOf(body).length === 0));
    expect(
      differing
        .slice(0, 5)
        .map((body) => `${isAccepted(body) ? 'accepted' : 'rejected'}; the page: ${violationsOf(body)[0] ?? 'fine'}; ${excerpt(body)}`),
    ).toEqual([]);
  });
});
