// Makes text safe to send. Pasted text may contain characters that are not text (NUL, other control characters, lone surrogates). They make services
// fail in ways that leave a request unconfirmed, so they are removed instead of being refused.
import type { JsonValue } from '../../generation.ts';

const control = /\p{Cc}/gu;
const loneSurrogate = /\p{Cs}/gu;
const allowedControls = '\t\n\r';

/** Returns the text without control characters, and with U+FFFD in place of lone surrogates. */
export const sanitizeText = (text: string): string =>
  text.replace(control, (character) => (allowedControls.includes(character) ? character : '')).replace(loneSurrogate, '\ufffd');

/** Returns the value with every text inside it sanitized. */
export const sanitizeRequest = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return sanitizeText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sanitizeRequest);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [sanitizeText(name), sanitizeRequest(inner)]));
};
