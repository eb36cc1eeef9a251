// Removes the API key from the service's responses. Gateways and debugging proxies echo the key, plain or escaped as in JSON, URLs or HTML.
// Their responses are shown, stored and exported.

/** Shorter keys, as tests use, are not redacted, because they may occur in a response by accident. Real keys have about 50 characters. */
const minKeyLength = 12;
/** At least this many characters at the end of a truncated response count as the beginning of the key. */
const minPrefixLength = 8;

const escapedForRegExp = (character: string): string => character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Returns a pattern for a character: plain, after backslashes (JSON in JSON in JSON has seven), or by its number in JSON, a URL or HTML. */
function spellingPattern(character: string): string {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).padStart(2, '0');
  const namedEntities: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;' };
  const html = namedEntities[character] === undefined ? '' : `|${namedEntities[character]}`;
  const hexPattern = [...hex].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('');
  return `(?:\\\\{0,7}(?:${escapedForRegExp(character)}|u00${hexPattern})|%(?:25){0,3}${hexPattern}|&#0{0,4}${code};|&#[xX]0{0,4}${hexPattern};${html})`;
}

/** Replaces the key with `[key]` everywhere. `isWhole` is false for a truncated text, which may end in the middle of the key. */
export function redactKey(text: string, key: string, isWhole: boolean): string {
  if (key.length < minKeyLength) return text;
  const redacted = text.replaceAll(key, '[key]').replace(new RegExp([...key].map(spellingPattern).join(''), 'g'), '[key]');
  if (isWhole) return redacted;
  for (let length = key.length - 1; length >= minPrefixLength; length -= 1)
    if (redacted.endsWith(key.slice(0, length))) return `${redacted.slice(0, -length)}[key]`;
  return redacted;
}
