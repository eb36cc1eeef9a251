// One facet as the window shows it: its values with counts, the choice and its summary, and the functions that change the search.
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { FacetValue } from '../../../../../shared/search/search-request.ts';
import { useNamedProfiles } from '../search/named-profiles.ts';
import { parseTyped, queryContext } from '../search/search-spec.ts';
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
  toggle(value: string, list: keyof FacetChoice): void;
}

const noValues: readonly FacetValue[] = [];

/** Returns the values of a facet in the order of the whole library, and the counted values that the library did not have when it was counted. */
function listedInLibrary(libraryValues: readonly FacetValue[], counted: readonly FacetValue[]): readonly string[] {
  const libraryOrder = libraryValues.map(({ value }) => value);
  return [...libraryOrder, ...counted.map(({ value }) => value).filter((value) => !libraryOrder.includes(value))];
}

/** Reads the values of one facet from the typed search and the last counts. */
export function useFacet(facet: ShownFacet): FacetState {
  const parsed = useLibrarySearch((s) => s.parsed);
  const text = useLibrarySearch((s) => s.text);
  const countedValues = useLibrarySearch((s) => shownCounts(s)?.[facet] ?? noValues);
  const libraryValues = useLibrarySearch((s) => s.libraryFacets?.counts[facet] ?? noValues);
  const profiles = useNamedProfiles();
  return useMemo(() => {
    const counted = listedValues(facet, countedValues);
    const counts = new Map(counted.map(({ value, count }) => [value, count]));
    const listed = listedInLibrary(listedValues(facet, libraryValues), counted);
    const choice = readChoice(facet, parsed, listed);
    return {
      values: listed.map((value) => ({ value, count: counts.get(value) ?? 0, label: valueLabel(facet, value, profiles) })),
      choice,
      toggle: (value, list) => setSearchText(withChoice(text, facet, toggleValue(facet, choice, value, list), queryContext())),
    };
  }, [facet, parsed, text, countedValues, libraryValues, profiles]);
}

/**
 * The summary of the choice; null if the search says nothing about the facet. A chip that uses it is rendered again only when the search
 * says something else about its facet, not for each typed character.
 */
export function useFacetSummary(facet: ShownFacet): FacetSummary | null {
  const partTexts = useLibrarySearch(
    useShallow(({ parsed, text }) => facetParts(facet, parsed).map(({ span }) => text.slice(span.from, span.to))),
  );
  const isTyped = partTexts.length > 0;
  const countedValues = useLibrarySearch((s) => (isTyped ? (shownCounts(s)?.[facet] ?? noValues) : noValues));
  const libraryValues = useLibrarySearch((s) => (isTyped ? (s.libraryFacets?.counts[facet] ?? noValues) : noValues));
  const profiles = useNamedProfiles();
  return useMemo(() => {
    if (partTexts.length === 0) return null;
    const listed = listedInLibrary(listedValues(facet, libraryValues), listedValues(facet, countedValues));
    const parsed = parseTyped(partTexts.join(' '));
    return summaryOf(facet, readChoice(facet, parsed, listed), { texts: partTexts, query: parsed.query }, profiles);
  }, [facet, partTexts, countedValues, libraryValues, profiles]);
}

/**
 * Removes the conditions on a facet from the search. `focusesField` moves the focus to the search field, because the pressed button
 * disappears.
 */
export function clearFacet(facet: ShownFacet, focusesField: boolean): void {
  const rest = withoutFacet(useLibrarySearch.getState().text, facet, queryContext());
  if (focusesField) replaceSearchText(rest);
  else setSearchText(rest);
}

/** The facets to show: those that offer a choice, those with conditions in the search, and the one whose values are shown. */
export function useShownFacets(): readonly ShownFacet[] {
  const libraryFacets = useLibrarySearch((s) => s.libraryFacets);
  const openedFacet = useLibrarySearch((s) => s.openFacet);
  const typedFacets = useLibrarySearch(useShallow(({ parsed }) => shownFacets.filter((facet) => facetParts(facet, parsed).length > 0)));
  return useMemo(() => {
    const hasChoice = (facet: ShownFacet): boolean =>
      listedValues(facet, libraryFacets?.counts[facet] ?? noValues).length >= fewestValues(facet);
    return shownFacets.filter((facet) => typedFacets.includes(facet) || facet === openedFacet || hasChoice(facet));
  }, [typedFacets, libraryFacets, openedFacet]);
}
