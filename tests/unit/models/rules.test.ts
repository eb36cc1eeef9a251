// Every rule that the sources state in prose, with a request that satisfies it and one that violates it.
import { describe, expect, it } from 'vitest';
import { models } from '../../../shared/models/index.ts';
import { issuesOf, requestWithFiles } from './requests.ts';
import { otherCases } from './rule-cases.ts';
import { klingCases } from './rule-cases-kling.ts';

const cases = [...otherCases, ...klingCases];

describe('rules between fields', () => {
  it.each(cases)('%s', (_, { model, roles = [], keeps, keepsRoles = roles, breaks, breaksRoles = roles, rule }) => {
    expect(
      issuesOf(requestWithFiles(model, keepsRoles, keeps)).filter((issue) => issue.includes('combination') || issue.startsWith('block')),
    ).toEqual([]);
    expect(
      issuesOf(requestWithFiles(model, breaksRoles, breaks)).filter((issue) => issue.includes('combination') || issue.startsWith('block')),
    ).toContain(rule);
  });

  it('have a case here for every rule of the catalogue', () => {
    const inCatalogue = new Set(models.flatMap(({ rules, bounds }) => [...rules, ...bounds].map(({ name }) => name)));
    const testedRules = new Set(cases.map(([, { rule }]) => rule.split(':')[1]));
    expect([...inCatalogue].filter((name) => !testedRules.has(name))).toEqual([]);
  });
});
