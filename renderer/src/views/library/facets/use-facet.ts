// One facet as the window shows it: its values with counts, the choice, and the functions that change the search.
import { useMemo } from 'react';
import type { FacetValue } from '../../../../../shared/search/search-request.ts';
import { useNamedProfiles } from '../search/named-profiles.ts';
import { queryContext } from '../search/search-spec.ts';
import { replaceSearchText, setSearchText, shownCounts, useLibrarySearch } from '../search/search-store.ts';
import { type FacetChoice, facetParts, readChoice, toggleValue, withChoice, withoutFacet } from './facet-choice.ts';
import { type FacetSummary, summaryOf, valueLabel } from './facet-labels.ts';
import { fewestValues, listedValues, type ShownFacet, shownFacets } from './facet-values.ts';

/** One value of a facet with its label. */
export interface ShownValue extends FacetValue {
  readonly label: string;
}

/** A facet with the actions of its list. */
export interface FacetState {
  /**
   * The values in the whole library, in the order there. Each has the number of videos that match the rest of the search. While the list is
   * shown, no value is added, removed or moved, because one of them has the keyboard focus.
   */
  readonly values: readonly ShownValue[];
  readonly choice: FacetChoice;
  /** The summary of the choice; null if the search says nothing about the facet. */
  readonly summary: FacetSummary | null;
  toggle(value: string, list: keyof FacetChoice): void;
  /**
   * Removes the conditions on the facet from the search. `focusesField` moves the focus to the search field, because the pressed button
   * disappears.
   */
  clear(focusesField: boolean): void;
}

const noValues: readonly FacetValue[] = [];

/** Reads one facet from the typed search and the last counts. */
export function useFacet(facet: ShownFacet): FacetState {
  const parsed = useLibrarySearch((s) => s.parsed);
  const text = useLibrarySearch((s) => s.text);
  const countedValues = useLibrarySearch((s) => shownCounts(s)?.[facet] ?? noValues);
  const libraryValues = useLibrarySearch((s) => s.libraryFacets?.counts[facet] ?? noValues);
  const profiles = useNamedProfiles();
  return useMemo(() => {
    const counts = new Map(listedValues(facet, countedValues).map(({ value, count }) => [value, count]));
    const libraryOrder = listedValues(facet, libraryValues).map(({ value }) => value);
    const listed = [...libraryOrder, ...[...counts.keys()].filter((value) => !libraryOrder.includes(value))];
    const choice = readChoice(facet, parsed, listed);
    return {
      values: listed.map((value) => ({ value, count: counts.get(value) ?? 0, label: valueLabel(facet, value, profiles) })),
      choice,
      summary: summaryOf(
        facet,
        choice,
        facetParts(facet, parsed).map(({ span }) => text.slice(span.from, span.to)),
        profiles,
      ),
      toggle: (value, list) => setSearchText(withChoice(text, facet, toggleValue(facet, choice, value, list), queryContext())),
      clear(focusesField) {
        const rest = withoutFacet(text, facet, queryContext());
        if (focusesField) replaceSearchText(rest);
        else setSearchText(rest);
      },
    };
  }, [facet, parsed, text, countedValues, libraryValues, profiles]);
}

/** The facets to show: those that offer a choice, those with conditions in the search, and the one whose values are shown. */
export function useShownFacets(): readonly ShownFacet[] {
  const parsed = useLibrarySearch((s) => s.parsed);
  const libraryFacets = useLibrarySearch((s) => s.libraryFacets);
  const openedFacet = useLibrarySearch((s) => s.openFacet);
  return useMemo(() => {
    const hasChoice = (facet: ShownFacet): boolean =>
      listedValues(facet, libraryFacets?.counts[facet] ?? noValues).length >= fewestValues(facet);
    return shownFacets.filter((facet) => hasChoice(facet) || facet === openedFacet || facetParts(facet, parsed).length > 0);
  }, [parsed, libraryFacets, openedFacet]);
}
