// The search field of a list other than the library, with its conditions as chips and its problems below it.
import { type KeyboardEvent, useEffect } from 'react';
import { ConditionChips } from './condition-chips.tsx';
import type { ListQuery } from './list-query.ts';
import { QueryInput, useQueryField } from './query-input.tsx';
import { QueryProblems } from './query-problems.tsx';
import { useCompletions } from './use-completions.ts';

interface Props {
  readonly query: ListQuery;
  readonly label: string;
  readonly hint: string;
  readonly list?: { readonly id: string; readonly activeOption: string | undefined };
  /** `plain`: the first line of a popup. `boxed`: a field with a border. */
  readonly look: 'plain' | 'boxed';
  /** The field gets the focus when it appears. */
  readonly takesFocus?: boolean;
  /** Shown at the end of the line. */
  readonly remark?: string | undefined;
  /** Handles a key that the completions do not use. Returns false for all others. */
  onKey(event: KeyboardEvent<HTMLInputElement>): boolean;
}

const looks = {
  plain: 'flex h-10 items-center gap-2 px-3',
  boxed: 'flex h-[30px] items-center gap-2 rounded-control border border-line-strong bg-bg px-2.5 focus-within:border-accent',
} as const;

/** Searches while the user types, in the language of the library's search. Completions offer only the fields that the list has. */
export function ListQueryField({ query, label, hint, list, look, takesFocus = false, remark, onKey }: Props) {
  const { text, parsed, caret, fields, setText } = query;
  const completions = useCompletions(text, caret, { counts: null, ...(fields === undefined ? {} : { fields }) });
  const parts = useQueryField(query, completions);
  const { field } = parts.undoable;
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus, field]);
  const replaceText = (next: string): void => parts.replace({ text: next, caret: next.length });
  const inset = look === 'plain' ? 'px-3 not-empty:pb-2' : 'not-empty:pt-2';
  return (
    <search aria-label={label} className={`block shrink-0 ${look === 'plain' ? 'border-line border-b' : 'mb-2.5'}`}>
      <QueryInput {...parts} {...(list === undefined ? {} : { list })} label={label} hint={hint} onKey={onKey} className={looks[look]}>
        {remark !== undefined && <span className="shrink-0 text-faint text-sm">{remark}</span>}
      </QueryInput>
      <div className={inset}>
        <ConditionChips
          text={text}
          shown={parsed.conditions}
          onNegate={(next) => setText(next, caret)}
          onRemove={replaceText}
          classNameOf={() => ''}
        />
      </div>
      <div role="status" className={inset}>
        <QueryProblems text={text} parsed={parsed} caret={caret} onCorrect={replaceText} />
      </div>
    </search>
  );
}
