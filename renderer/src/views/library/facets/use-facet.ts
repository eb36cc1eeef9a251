// One facet as the window shows it: its values with counts, what is chosen of it, and the changes of the search.
import { useMemo } from 'react';
import type { FacetValue } from '../../../../../shared/search/search-request.ts';
import { useNamedProfiles } from '../search/named-profiles.ts';
import { queryContext } from '../search/search-spec.ts';
import { replaceSearchText, setSearchText, shownCounts, useLibrarySearch } from '../search/search-store.ts';
import { choiceIn, type FacetChoice, partsOf, toggled, withChoice, withoutFacet } from './facet-choice.ts';
import { type FacetSummary, summaryOf, valueLabel } from './facet-labels.ts';
import { type ShownFacet, shownFacets, valuesOf } from './facet-values.ts';

/** One value of a facet, as its list shows it. */
export interface ShownValue extends FacetValue {
  readonly label: string;
}

/** A facet with the actions of its list. */
export interface FacetState {
  /**
   * Those of the whole library, in their order there, with what the rest of the search leaves of them. None comes, goes or moves while they are shown, since
   * the keyboard focus is on one of them.
   */
  readonly values: readonly ShownValue[];
  readonly choice: FacetChoice;
  /** What is chosen; null where the search says nothing about the facet. */
  readonly summary: FacetSummary | null;
  toggle(value: string, list: keyof FacetChoice): void;
  /** Removes what the search says about the facet. The field takes the focus where `focusesField` says so: the button that was pressed is gone then. */
  clear(focusesField: boolean): void;
}

const none: readonly FacetValue[] = [];

/** Reads one facet from the typed search and the last counts. */
export function useFacet(facet: ShownFacet): FacetState {
  const parsed = useLibrarySearch((s) => s.parsed);
  const text = useLibrarySearch((s) => s.text);
  const counted = useLibrarySearch((s) => shownCounts(s)?.[facet] ?? none);
  const inLibrary = useLibrarySearch((s) => s.libraryFacets?.counts[facet] ?? none);
  const profiles = useNamedProfiles();
  return useMemo(() => {
    const counts = new Map(valuesOf(facet, counted).map(({ value, count }) => [value, count]));
    const known = valuesOf(facet, inLibrary).map(({ value }) => value);
    const listed = [...known, ...[...counts.keys()].filter((value) => !known.includes(value))];
    const choice = choiceIn(facet, parsed, listed);
    return {
      values: listed.map((value) => ({ value, count: counts.get(value) ?? 0, label: valueLabel(facet, value, profiles) })),
      choice,
      summary: summaryOf(
        facet,
        choice,
        partsOf(facet, parsed).map(({ span }) => text.slice(span.from, span.to)),
        profiles,
      ),
      toggle: (value, list) => setSearchText(withChoice(text, facet, toggled(facet, choice, value, list), queryContext())),
      clear(focusesField) {
        const rest = withoutFacet(text, facet, queryContext());
        if (focusesField) replaceSearchText(rest);
        else setSearchText(rest);
      },
    };
  }, [facet, parsed, text, counted, inLibrary, profiles]);
}

/** The facets with a choice to make, those that the search has conditions on, and the one whose values are shown. */
export function useShownFacets(): readonly ShownFacet[] {
  const parsed = useLibrarySearch((s) => s.parsed);
  const libraryFacets = useLibrarySearch((s) => s.libraryFacets);
  const open = useLibrarySearch((s) => s.openFacet);
  return useMemo(() => {
    const hasChoice = (facet: ShownFacet): boolean => (libraryFacets?.counts[facet].length ?? 0) > 1;
    return shownFacets.filter((facet) => hasChoice(facet) || facet === open || partsOf(facet, parsed).length > 0);
  }, [parsed, libraryFacets, open]);
}
