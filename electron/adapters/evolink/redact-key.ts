// What the service says without the key that was sent to it. Gateways and debugging proxies say it back, as it is or as JSON, addresses
// and pages spell it; what they say is shown, kept and exported.

/** A shorter "key" (of a test) may stand in an answer by accident; real ones have some 50 characters. */
const leastLetters = 12;
/** So much of a key at the end of an answer that broke off is taken for its beginning. */
const leastBeginning = 8;

const literal = (letter: string): string => letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A letter as it is, with backslashes before it (JSON in JSON in JSON has seven), or by its number in JSON, an address or HTML. */
function spellings(letter: string): string {
  const code = letter.charCodeAt(0);
  const hex = code.toString(16).padStart(2, '0');
  const named: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;', '>': '&gt;', "'": '&apos;' };
  const html = named[letter] === undefined ? '' : `|${named[letter]}`;
  const either = [...hex].map((digit) => (/[a-f]/.test(digit) ? `[${digit}${digit.toUpperCase()}]` : digit)).join('');
  return `(?:\\\\{0,7}(?:${literal(letter)}|u00${either})|%(?:25){0,3}${either}|&#0{0,4}${code};|&#[xX]0{0,4}${either};${html})`;
}

/** The text with `[key]` wherever the key stood. `isWhole`: false where it broke off, perhaps in the middle of the key. */
export function redactKey(text: string, key: string, isWhole: boolean): string {
  if (key.length < leastLetters) return text;
  const clean = text.replaceAll(key, '[key]').replace(new RegExp([...key].map(spellings).join(''), 'g'), '[key]');
  if (isWhole) return clean;
  for (let length = key.length - 1; length >= leastBeginning; length -= 1)
    if (clean.endsWith(key.slice(0, length))) return `${clean.slice(0, -length)}[key]`;
  return clean;
}
