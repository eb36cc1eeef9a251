// The list of completions below the search field: when it is open, what it offers, and which entry is active.
import { useMemo, useState } from 'react';
import { models } from '../../../../../shared/models/index.ts';
import { type Completion, completeQuery } from '../../../../../shared/search/complete-query.ts';
import { completionValues } from './completion-values.ts';
import { useNamedProfiles } from './named-profiles.ts';
import { queryContext } from './search-spec.ts';
import { shownCounts, useLibrarySearch } from './search-store.ts';

/** The list as the field shows it. */
export interface Completions {
  /** Empty while the list is closed. */
  readonly offered: readonly Completion[];
  /** Position of the active entry; null for none, as after each key that types. */
  readonly active: number | null;
  /** Opens the list for the term at the cursor. `isAsked`: the user asked for it, so a term that is not begun offers every field. */
  open(isAsked: boolean): void;
  close(): void;
  /** Makes the next entry, or the one before, the active one. Before the first there is none. */
  move(step: 1 | -1): void;
}

/** True for a completion that would change nothing. */
const isTyped = ({ insert, from, to }: Completion, text: string): boolean => text.slice(from, to) === insert;

/** A list that opens by itself needs something that was typed: part of a name, or a name with its colon. */
const hasBegun = ({ kind, from, to }: Completion): boolean => kind === 'value' || to > from;

type Opened = 'closed' | 'typed' | 'asked';

/** The completions at the cursor of the search field. Only its field uses it. */
export function useCompletions(): Completions {
  const text = useLibrarySearch((s) => s.text);
  const caret = useLibrarySearch((s) => s.caret);
  const facets = useLibrarySearch(shownCounts);
  const profiles = useNamedProfiles();
  const [opened, setOpened] = useState<Opened>('closed');
  const [active, setActive] = useState<number | null>(null);
  const values = useMemo(() => completionValues(models, profiles, facets), [profiles, facets]);
  const offered = useMemo(() => {
    if (opened === 'closed' || caret === null) return [];
    const all = completeQuery(text, caret, { ...queryContext(), values });
    return all.some((one) => isTyped(one, text)) ? [] : all.filter((one) => opened === 'asked' || hasBegun(one));
  }, [opened, text, caret, values]);
  const setOpen = (next: Opened): void => {
    setOpened(next);
    setActive(null);
  };
  return {
    offered,
    active: active !== null && active < offered.length ? active : null,
    open: (isAsked) => setOpen(isAsked ? 'asked' : 'typed'),
    close: () => setOpen('closed'),
    move: (step) =>
      setActive((now) => {
        const next = (now ?? -1) + step;
        return next < 0 ? null : Math.min(next, offered.length - 1);
      }),
  };
}
