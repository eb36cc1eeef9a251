// Refuses a change that makes a cycle: the search of a smart collection would lead back to itself.
import type { AppError } from '../../../../shared/errors.ts';
import { models } from '../../../../shared/models/index.ts';
import { catalogueValues } from '../../../../shared/search/catalogue-values.ts';
import { parseQuery } from '../../../../shared/search/parse/parse-query.ts';
import type { Query } from '../../../../shared/search/query.ts';
import { type NamedCollection, resolveNames } from '../../../../shared/search/resolve-names.ts';

const catalogue = catalogueValues(models);

/** The smart collections in the search of which a cycle, or too long a chain, is found from the collection with this name. */
function circularSearchesFrom(name: string, collections: readonly NamedCollection[], nowMs: number): readonly string[] {
  const parse = (text: string): Query => parseQuery(text, { nowMs, ...catalogue }).query;
  const start: Query = { kind: 'condition', condition: { field: 'in', text: name } };
  return resolveNames(start, { collections, tagNamed: () => undefined, parse }).circular;
}

/**
 * Returns the error for a change of a collection that makes a cycle; null if it makes none. `before` are all collections, `changed` is the
 * new or changed one. A cycle goes through the changed collection, or through its parent. A cycle that was there before, from an earlier
 * version or another computer, refuses nothing: otherwise it could not be mended step by step.
 */
export function cycleRefusal(before: readonly NamedCollection[], changed: NamedCollection, nowMs: number): AppError | null {
  const after = [...before.filter(({ id }) => id !== changed.id), changed];
  const parent = after.find(({ id }) => id === changed.parentId);
  for (const { name } of parent === undefined ? [changed] : [changed, parent]) {
    const known = new Set(circularSearchesFrom(name, before, nowMs));
    const [circular] = circularSearchesFrom(name, after, nowMs).filter((one) => !known.has(one));
    if (circular !== undefined) return { kind: 'query-circular', name: circular };
  }
  return null;
}
