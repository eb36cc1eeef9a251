// Maps a part of a query to the facet that it narrows. The index and the window use the same mapping.
import type { Condition, ConditionField, Query } from './query.ts';
import type { FacetName } from './search-request.ts';

const facetOfField: Readonly<Record<ConditionField, FacetName | null>> = {
  model: 'model',
  vendor: 'vendor',
  kind: 'kind',
  ratio: 'ratio',
  quality: 'quality',
  audio: 'audio',
  profile: 'profile',
  tag: 'tag',
  in: 'collection',
  rating: 'rating',
  is: 'flag',
  longer: 'duration',
  shorter: 'duration',
  cost: 'credits',
  before: 'month',
  after: 'month',
  from: null,
  seed: null,
};

/** `is:missing` is about the file, the other flags are about the entry. */
const facetOfCondition = (condition: Condition): FacetName | null =>
  condition.field === 'is' && condition.flag === 'missing' ? 'file' : facetOfField[condition.field];

/** The facet that a part is about, alone: a condition, its negation, or alternatives of one facet. null for everything else. */
export function facetOfPart(part: Query): FacetName | null {
  switch (part.kind) {
    case 'condition':
      return facetOfCondition(part.condition);
    case 'not':
      return facetOfPart(part.part);
    case 'and':
    case 'or': {
      const facets = new Set(part.parts.map(facetOfPart));
      return facets.size === 1 ? ([...facets][0] ?? null) : null;
    }
    case 'words':
      return null;
  }
}
