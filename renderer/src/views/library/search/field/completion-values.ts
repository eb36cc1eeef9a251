// The values that the search field offers: those of the catalogue and of the accounts, with their counts in the last result. Pure.
import type { Model } from '../../../../../../shared/models/index.ts';
import { catalogueValues } from '../../../../../../shared/search/catalogue-values.ts';
import type { CompletionContext, CountedValue } from '../../../../../../shared/search/complete-query.ts';
import { entryFlags, isEntryState } from '../../../../../../shared/search/query.ts';
import type { FacetCounts, FacetName, FacetValue } from '../../../../../../shared/search/search-request.ts';
import type { NamedProfile } from '../named-profiles.ts';

/** Returns the count of a value; null before the first result. */
type CountOf = (value: string) => number | null;

function countsOf(values: readonly FacetValue[] | undefined): CountOf {
  const counts = new Map(values?.map(({ value, count }) => [value, count]));
  return (value) => (values === undefined ? null : (counts.get(value) ?? 0));
}

/** `profiles`: the accounts. `facets`: the counts of the last result; null before the first one. */
export function completionValues(
  models: readonly Model[],
  profiles: readonly NamedProfile[],
  facets: FacetCounts | null,
): CompletionContext['values'] {
  const facet = (name: FacetName): readonly FacetValue[] | undefined => facets?.[name];
  const valuesWithCounts = (name: FacetName, values: readonly string[]): readonly CountedValue[] => {
    const countOf = countsOf(facet(name));
    return values.map((value) => ({ value, count: countOf(value) }));
  };
  const { kinds, ratios, qualities } = catalogueValues(models);
  const profileCount = countsOf(facet('profile'));
  const modelCount = countsOf(facet('model'));
  const modelIds = new Set(models.map(({ id }) => id));
  // A model that left the catalogue is offered by its id.
  const formerModels = (facet('model') ?? []).filter(({ value }) => !modelIds.has(value));
  const missingCount = countsOf(facet('file'))('missing');
  return {
    model: [...models.map(({ id, name }): CountedValue => ({ value: name, count: modelCount(id) })), ...formerModels],
    vendor: valuesWithCounts('vendor', [...new Set(models.map(({ vendor }) => vendor))]),
    profile: profiles.map(({ name, shownName }) => ({ value: name, label: shownName, count: profileCount(name) })),
    kind: valuesWithCounts('kind', kinds),
    ratio: valuesWithCounts('ratio', ratios),
    quality: valuesWithCounts('quality', qualities),
    audio: valuesWithCounts('audio', ['yes', 'no']),
    // No facet counts `untagged`.
    is: entryFlags.map((value): CountedValue => {
      if (value === 'missing') return { value, count: missingCount };
      if (isEntryState(value)) return { value, count: countsOf(facet('state'))(value) };
      return { value, count: value === 'untagged' ? null : countsOf(facet('flag'))(value) };
    }),
    tag: facet('tag') ?? [],
    in: facet('collection') ?? [],
  };
}
