// The search of the library and of the history.
import { z } from 'zod';
import { maxQueryLength } from '../../search/query.ts';
import { facetNames, groupKeys, searchScopes, sortKeys } from '../../search/search-request.ts';

const count = z.number().int();

const facetValues = z.array(z.strictObject({ value: z.string(), count })).readonly();

/** The calls about searching. */
export const librarySearchCalls = {
  /**
   * Searches. `shared/search/parse/parse-query.ts` parses the text; the window parses it too and so knows its problems. Errors:
   * `search-unavailable`.
   */
  'library.search': {
    input: z.strictObject({
      text: z.string().max(2 * maxQueryLength),
      scope: z.enum(searchScopes),
      sort: z.strictObject({ key: z.enum(sortKeys), isDescending: z.boolean() }),
      group: z.enum(groupKeys),
      maxEntries: count.nonnegative().nullable(),
      includeFacets: z.boolean(),
      includeMidWord: z.boolean(),
    }),
    output: z.strictObject({
      entryIds: z.instanceof(Float64Array),
      entryCount: count,
      groups: z.array(z.strictObject({ label: z.string(), count })).readonly(),
      facets: z.record(z.enum(facetNames), facetValues).readonly().nullable(),
      countsWithoutPart: z.array(count).readonly(),
      unindexedTaskCount: count,
    }),
  },
} as const;
