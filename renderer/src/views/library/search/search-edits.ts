// Changes the typed search by keys and by completions. Each function takes a text with its cursor and returns the changed text. Pure.
import type { Completion } from '../../../../../shared/search/complete-query.ts';
import { withoutCondition } from '../../../../../shared/search/edit-query-text.ts';
import type { ParsedQuery } from '../../../../../shared/search/query.ts';

/** A text with its cursor. */
export interface EditedText {
  readonly text: string;
  readonly caret: number;
}

/** Inserts a completion. A value completes the term, so a space follows it. A field needs a value next. */
export function withCompletion(text: string, { kind, insert, from, to }: Completion): EditedText {
  const after = text.slice(to);
  const insertedText = kind === 'value' && !after.startsWith(' ') ? `${insert} ` : insert;
  const skippedBlanks = kind === 'value' && after.startsWith(' ') ? 1 : 0;
  return { text: text.slice(0, from) + insertedText + after, caret: from + insertedText.length + skippedBlanks };
}

/**
 * Returns the text after Backspace has removed the condition before the cursor. The cursor must be behind the space that follows the
 * condition. Returns null if Backspace removes a character as usual. That includes Backspace directly after a condition, where the user may
 * correct a typing error.
 */
export function withoutConditionBefore(text: string, caret: number, { conditions }: ParsedQuery): EditedText | null {
  const before = conditions.find(({ to }) => to === caret - 1);
  if (before === undefined || !/\s/.test(text[caret - 1] ?? '')) return null;
  const next = withoutCondition(text, before);
  const after = text.slice(caret).trimStart();
  if (after !== '') return { text: next, caret: Math.max(0, next.length - after.length) };
  const rest = next === '' ? '' : `${next} `;
  return { text: rest, caret: rest.length };
}
