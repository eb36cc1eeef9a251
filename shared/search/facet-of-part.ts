// Maps a part of a query to the facet that it narrows. The index and the window use the same mapping.
import type { Condition, ConditionField, EntryFlag, Query } from './query.ts';
import type { FacetName } from './search-request.ts';

const facetOfField: Readonly<Record<Exclude<ConditionField, 'is'>, FacetName | null>> = {
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
  longer: 'duration',
  shorter: 'duration',
  cost: 'credits',
  before: 'month',
  after: 'month',
  from: null,
  seed: null,
};

/** Returns the facet that a flag narrows; null for `simulated`, which no facet counts. */
function facetOfFlag(flag: EntryFlag): FacetName | null {
  switch (flag) {
    case 'pick':
    case 'reject':
    case 'favourite':
      return 'flag';
    case 'missing':
      return 'file';
    case 'untagged':
      return 'tag';
    case 'simulated':
      return null;
    default:
      return 'state';
  }
}

const facetOfCondition = (condition: Condition): FacetName | null =>
  condition.field === 'is' ? facetOfFlag(condition.flag) : facetOfField[condition.field];

/** Returns the only facet that a part is about: of a condition, its negation, or alternatives of one facet. null for any other part. */
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
