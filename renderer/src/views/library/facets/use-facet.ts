// One facet as the window shows it: its values with counts, what is chosen of it, and the changes of the search.
import { useMemo } from 'react';
import type { FacetValue } from '../../../../../shared/search/search-request.ts';
import { messages } from '../../../messages.ts';
import { focusSearchField, queryContext, setSearchText, useLibrarySearch } from '../search/search-store.ts';
import { choiceIn, type FacetChoice, partsOf, toggled, withChoice, withoutFacet } from './facet-choice.ts';
import { valueLabel } from './facet-labels.ts';
import { type ShownFacet, shownFacets, valuesOf } from './facet-values.ts';

/** A facet with the actions of its list. */
export interface FacetState {
  /**
   * Those of the whole library, in their order there, with what the rest of the search leaves of them. None comes, goes or moves while they are shown, since
   * the keyboard focus is on one of them.
   */
  readonly values: readonly FacetValue[];
  readonly choice: FacetChoice;
  /** What is chosen, in few words; null where the search says nothing about the facet. */
  readonly summary: string | null;
  toggle(value: string, list: keyof FacetChoice): void;
  /** Removes what the search says about the facet. The field takes the focus where `focusesField` says so: the button that was pressed is gone then. */
  clear(focusesField: boolean): void;
}

const none: readonly FacetValue[] = [];

/** Reads one facet from the typed search and the last counts. */
export function useFacet(facet: ShownFacet): FacetState {
  const parsed = useLibrarySearch((s) => s.parsed);
  const text = useLibrarySearch((s) => s.text);
  const counted = useLibrarySearch((s) => s.facets?.[facet] ?? none);
  const inLibrary = useLibrarySearch((s) => s.libraryFacets?.counts[facet] ?? none);
  return useMemo(() => {
    const counts = new Map(valuesOf(facet, counted).map(({ value, count }) => [value, count]));
    const known = valuesOf(facet, inLibrary).map(({ value }) => value);
    const listed = [...known, ...[...counts.keys()].filter((value) => !known.includes(value))];
    const choice = choiceIn(facet, parsed, listed);
    return {
      values: listed.map((value) => ({ value, count: counts.get(value) ?? 0 })),
      choice,
      summary: summaryOf(
        facet,
        choice,
        partsOf(facet, parsed).map(({ span }) => text.slice(span.from, span.to)),
      ),
      toggle: (value, list) => setSearchText(withChoice(text, facet, toggled(facet, choice, value, list), queryContext())),
      clear(focusesField) {
        setSearchText(withoutFacet(text, facet, queryContext()));
        if (focusesField) focusSearchField(false);
      },
    };
  }, [facet, parsed, text, counted, inLibrary]);
}

/** `typed`: the parts of the text that are about the facet. */
function summaryOf(facet: ShownFacet, { included, excluded }: FacetChoice, typed: readonly string[]): string | null {
  const { facets } = messages.search;
  const [first, more] = included;
  if (first !== undefined && excluded.length === 0) {
    return more === undefined ? valueLabel(facet, first) : facets.several(facets.names[facet], included.length);
  }
  const [only, another] = excluded;
  if (only !== undefined && first === undefined && another === undefined) return facets.not(valueLabel(facet, only));
  if (included.length + excluded.length > 0) return facets.several(facets.names[facet], included.length + excluded.length);
  return typed.length === 0 ? null : typed.join(' ');
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
