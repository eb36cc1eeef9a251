// Parses a link in a response of the service, which may have blanks or line breaks around it.
import { textOf } from './json-fields.ts';

/** A longer text is not a link; signatures of file hosts take at most about 2,000 characters. */
const LONGEST = 8_192;

/** Returns the trimmed link; null where the value is not one. Accepts http: whether it is fetched is decided elsewhere. */
export function parseLink(value: unknown): string | null {
  const text = textOf(value)?.trim() ?? '';
  return /^https?:\/\//i.test(text) && text.length <= LONGEST && URL.canParse(text) ? text : null;
}
