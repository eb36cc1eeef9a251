// Text as it can be sent. A person pastes what a page or a terminal gave them: characters that are no text (NUL, other controls, half
// a pair of surrogates) make services fail in ways that leave a request in doubt, so they are left out and never a reason to refuse.
import type { JsonValue } from '../../generation.ts';

const control = /\p{Cc}/gu;
const halfPair = /\p{Cs}/gu;
const kept = '\t\n\r';

/** The text without control characters, halves of surrogate pairs shown as what they are: unreadable. */
export const sanitizeText = (text: string): string =>
  text.replace(control, (character) => (kept.includes(character) ? character : '')).replace(halfPair, '\ufffd');

/** Every text inside a value, made sendable. */
export const sanitizeRequest = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return sanitizeText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sanitizeRequest);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [sanitizeText(name), sanitizeRequest(inner)]));
};
