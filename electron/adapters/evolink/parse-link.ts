// A link in an answer of the service, as people and programs write it down: with blanks or line breaks around it.
import { textOf } from './json-fields.ts';

/** Longer ones are no links; signatures of file hosts take some 2,000 characters at most. */
const LONGEST = 8_192;

/** The link without what surrounds it; null for what is none. http is let through: whether it is fetched is decided elsewhere. */
export function parseLink(value: unknown): string | null {
  const text = textOf(value)?.trim() ?? '';
  return /^https?:\/\//i.test(text) && text.length <= LONGEST && URL.canParse(text) ? text : null;
}
