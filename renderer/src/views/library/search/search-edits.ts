// Changes of the typed search by keys and by the list. Pure: a text and a cursor in, a text and a cursor out.
import type { Completion } from '../../../../../shared/search/complete-query.ts';
import { withoutCondition } from '../../../../../shared/search/edit-query.ts';
import type { ParsedQuery } from '../../../../../shared/search/query.ts';

/** A text with its cursor. */
export interface EditedText {
  readonly text: string;
  readonly caret: number;
}

/** Takes a completion. A value is a finished term, so a blank follows it; a field waits for its value. */
export function withCompletion(text: string, { kind, insert, from, to }: Completion): EditedText {
  const after = text.slice(to);
  const added = kind === 'value' && !after.startsWith(' ') ? `${insert} ` : insert;
  const moved = kind === 'value' && after.startsWith(' ') ? 1 : 0;
  return { text: text.slice(0, from) + added + after, caret: from + added.length + moved };
}

/**
 * What Backspace does behind a finished condition and its blank: it removes the condition. null where it removes a character as usual, also directly
 * behind a condition, which may be mistyped.
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
