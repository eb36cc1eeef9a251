// The search of a list other than the library: earlier prompts, and the pickers of references. Its text lives as long as the list is open.
import { useCallback, useMemo, useState } from 'react';
import { parseQuery } from '../../../../../../shared/search/parse/parse-query.ts';
import type { ConditionField } from '../../../../../../shared/search/query.ts';
import { queryContext } from '../search-spec.ts';
import { withoutUnfinishedWord } from '../unfinished-word.ts';
import type { TypedQuery } from './query-input.tsx';

/** A typed search of a list. */
export interface ListQuery extends TypedQuery {
  /** The fields that can be searched. `undefined`: those of the library. */
  readonly fields: readonly ConditionField[] | undefined;
  readonly caret: number | null;
  /** The text to search: without text that an input method is composing, and without a word that was just begun. */
  readonly searchedText: string;
}

/** `fields`: the fields of the list, or undefined for those of the library. */
export function useListQuery(fields?: readonly ConditionField[]): ListQuery {
  const [typed, setTyped] = useState({ text: '', caret: null as number | null, composed: null as string | null });
  const shownText = typed.composed ?? typed.text;
  const parsed = useMemo(
    () => parseQuery(shownText, { ...queryContext(), ...(fields === undefined ? {} : { fields }) }),
    [shownText, fields],
  );
  const setText = useCallback((text: string, caret: number | null) => setTyped({ text, caret, composed: null }), []);
  const setComposedText = useCallback(
    (composed: string, caret: number | null) => setTyped((before) => ({ ...before, caret, composed })),
    [],
  );
  const setCaret = useCallback(
    (caret: number | null) => setTyped((before) => (before.caret === caret ? before : { ...before, caret })),
    [],
  );
  const searchedText = withoutUnfinishedWord(typed.text, typed.caret).trim();
  return { text: shownText, parsed, fields, caret: typed.caret, searchedText, setText, setComposedText, setCaret };
}
