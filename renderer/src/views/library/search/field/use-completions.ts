// The list of completions below a search field: whether it is open, its entries, and the active one.
import { useMemo, useState } from 'react';
import { models } from '../../../../../../shared/models/index.ts';
import { type Completion, completeQuery } from '../../../../../../shared/search/complete-query.ts';
import type { ConditionField } from '../../../../../../shared/search/query.ts';
import type { FacetCounts } from '../../../../../../shared/search/search-request.ts';
import { useNamedProfiles } from '../named-profiles.ts';
import { queryContext } from '../search-spec.ts';
import { completionValues } from './completion-values.ts';

/** The list as the field shows it. */
export interface Completions {
  /** Empty while the list is closed. */
  readonly shown: readonly Completion[];
  /** Index of the active entry; null if none is active. No entry is active after a typed character. */
  readonly activeIndex: number | null;
  /**
   * Opens the list for the term at the cursor. `isAsked`: the user requested the list, so it offers every field even if nothing is typed
   * there.
   */
  open(isRequested: boolean): void;
  close(): void;
  /** Makes the next or the previous entry the active one. A step back from the first entry leaves no entry active. */
  move(step: 1 | -1): void;
}

/** Whether the text already contains the completion. */
const changesNothing = ({ insert, from, to }: Completion, text: string): boolean => text.slice(from, to) === insert;

/** Whether part of a name, or a name with its colon, was typed. Only then does the list open automatically. */
const isPartlyTyped = ({ kind, from, to }: Completion): boolean => kind === 'value' || to > from;

type OpenState = 'closed' | 'typed' | 'requested';

/** What a list offers. */
interface OfferedCompletions {
  /** The counts beside the values; null where nothing is counted. */
  readonly counts: FacetCounts | null;
  /** The fields of the list; absent for all fields. */
  readonly fields?: readonly ConditionField[];
}

/** The completions at the cursor of a search field. `caret` is null while the field does not have the focus. */
export function useCompletions(text: string, caret: number | null, { counts, fields }: OfferedCompletions): Completions {
  const profiles = useNamedProfiles();
  const [openState, setOpenState] = useState<OpenState>('closed');
  const [activeIndex, setActiveIndex] = useState<number | null>(null);
  const values = useMemo(() => completionValues(models, profiles, counts), [profiles, counts]);
  const shown = useMemo(() => {
    if (openState === 'closed' || caret === null) return [];
    const all = completeQuery(text, caret, { ...queryContext(), ...(fields === undefined ? {} : { fields }), values });
    return all.some((one) => changesNothing(one, text)) ? [] : all.filter((one) => openState === 'requested' || isPartlyTyped(one));
  }, [openState, text, caret, values, fields]);
  const setOpen = (next: OpenState): void => {
    setOpenState(next);
    setActiveIndex(null);
  };
  return {
    shown,
    activeIndex: activeIndex !== null && activeIndex < shown.length ? activeIndex : null,
    open: (isRequested) => setOpen(isRequested ? 'requested' : 'typed'),
    close: () => setOpen('closed'),
    move: (step) =>
      setActiveIndex((current) => {
        const next = (current ?? -1) + step;
        return next < 0 ? null : Math.min(next, shown.length - 1);
      }),
  };
}
