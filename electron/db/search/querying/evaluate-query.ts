// The entries that a query finds.
import type { Query } from '../../../../shared/search/query.ts';
import { emptyMask, fullMask, intersect, invert, type Mask, unite } from './entry-mask.ts';
import { type ConditionContext, evaluateCondition } from './evaluate-condition.ts';
import type { WordFinder } from './word-finder.ts';

/** The index, and how words are looked up in it. */
export interface QueryContext extends ConditionContext {
  readonly words: WordFinder;
  readonly includeMidWord: boolean;
}

/** Returns the entries that a query finds. The mask is the caller's own. */
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
    case 'not': {
      const mask = evaluateQuery(context, query.part);
      invert(mask);
      return mask;
    }
    case 'words':
      return context.words.find(query.text, query.isPhrase, context.includeMidWord);
    case 'condition':
      return evaluateCondition(context, query.condition);
  }
}

/** The parts that a query joins by AND at its top; the query itself where it joins none. */
export const topParts = (query: Query): readonly Query[] => (query.kind === 'and' ? query.parts : [query]);

/** The words and phrases that count for relevance: all that are not negated. */
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
