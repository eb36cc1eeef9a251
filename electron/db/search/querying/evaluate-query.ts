// The entries that a query finds.
import type { CollectionCondition, Condition, Query } from '../../../../shared/search/query.ts';
import { complementOf, emptyMask, fullMask, intersect, type Mask, unite } from '../indexing/entry-mask.ts';
import { type ConditionContext, evaluateCondition } from './evaluate-condition.ts';
import type { MaskCache } from './mask-cache.ts';
import type { WordFinder } from './word-finder.ts';

/** The index, and how words are looked up in it. */
export interface QueryContext extends ConditionContext {
  readonly words: WordFinder;
  readonly masks: MaskCache;
  readonly includeMidWord: boolean;
}

/** Returns the entries that a query finds. The mask may be shared with other searches, so callers must not change it. */
export function evaluateQuery(context: QueryContext, query: Query): Mask {
  const { count } = context.store.columns;
  switch (query.kind) {
    case 'and': {
      const mask = fullMask(count);
      for (const part of query.parts) intersect(mask, evaluateQuery(context, part));
      return mask;
    }
    case 'or': {
      const mask = emptyMask(count);
      for (const part of query.parts) unite(mask, evaluateQuery(context, part));
      return mask;
    }
    case 'not':
      return complementOf(evaluateQuery(context, query.part), count);
    case 'words':
      return context.words.find(query, context.includeMidWord);
    case 'condition':
      // Not cached, because the names of profiles can change while the entries stay the same.
      if (query.condition.field === 'profile') return evaluateCondition(context, query.condition);
      if (query.condition.field === 'in' && query.condition.resolved !== undefined) return evaluateCollections(context, query.condition);
      return context.masks.get(JSON.stringify(query.condition), () => evaluateCondition(context, query.condition));
  }
}

/** Returns the videos that were put into the named collections, and the entries that the searches of smart collections find. */
function evaluateCollections(context: QueryContext, condition: CollectionCondition): Mask {
  const { names = [], queries = [] } = condition.resolved ?? {};
  const direct: Condition = { field: 'in', text: '', resolved: { names, queries: [] } };
  const mask = context.masks.get(JSON.stringify(direct), () => evaluateCondition(context, direct)).slice();
  for (const query of queries) unite(mask, evaluateQuery(context, query));
  return mask;
}

/** The parts that a query joins by AND at its top level; otherwise the query itself. */
export const topParts = (query: Query): readonly Query[] => (query.kind === 'and' ? query.parts : [query]);

/** The words and phrases that determine relevance: all that are not negated. */
export function positiveWords(query: Query): { readonly text: string; readonly isPhrase: boolean }[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.flatMap(positiveWords);
    case 'words':
      return [query];
    case 'not':
    case 'condition':
      return [];
  }
}
