// Removes the API key from the service's responses. Gateways and debugging proxies echo it, plain or escaped as in JSON, URLs or HTML, and their
// responses are shown, stored and exported.

/** A shorter "key" (of a test) may occur in a response by accident; real keys have about 50 characters. */
const minKeyLength = 12;
/** This many characters of a key at the end of a truncated response count as its beginning. */
const minPrefixLength = 8;

const literal = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Returns a pattern for a character: plain, after backslashes (JSON in JSON in JSON has seven), or by its number in JSON, a URL or HTML. */
function spellings(letter: string): string {
  const code = letter.charCodeAt(0);
  const hex = code.toString(16).padStart(2, '0');
  const named: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;' };
  const html = named[letter] === undefined ? '' : `|${named[letter]}`;
  const either = [...hex].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('');
  return `(?:\\\\{0,7}(?:${literal(letter)}|u00${either})|%(?:25){0,3}${either}|&#0{0,4}${code};|&#[xX]0{0,4}${either};${html})`;
}

/** Replaces the key by `[key]` everywhere. `isWhole`: false for a truncated text, which may end in the middle of the key. */
export function redactKey(text: string, key: string, isWhole: boolean): string {
  if (key.length < minKeyLength) return text;
  const clean = text.replaceAll(key, '[key]').replace(new RegExp([...key].map(spellings).join(''), 'g'), '[key]');
  if (isWhole) return clean;
  for (let length = key.length - 1; length >= minPrefixLength; length -= 1)
    if (clean.endsWith(key.slice(0, length))) return `${clean.slice(0, -length)}[key]`;
  return clean;
}
