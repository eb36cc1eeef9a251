// Parses a link in a response of the service. The value may have whitespace around it.
import { textOf } from './json-fields.ts';

/** Longer text is not a link: signed links of file hosts have at most about 2,000 characters. */
const maxLinkLength = 8_192;

/** Returns the trimmed link; null if the value is not one. Accepts http as well: the caller decides whether to fetch it. */
export function parseLink(value: unknown): string | null {
  const text = textOf(value)?.trim() ?? '';
  return /^https?:\/\//i.test(text) && text.length <= maxLinkLength && URL.canParse(text) ? text : null;
}
