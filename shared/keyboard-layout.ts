// Maps a key press to the key of a shortcut on the current keyboard layout: for the commands of every view, the window's own keys, the player, and the
// lists. Shortcuts are written as on a US keyboard (`l`, `1`, `,`).

/** The part of a `KeyboardEvent` that says what the key types and where the key is. */
export interface TypedKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}

/** Whether the letters of the layout are Latin. No event says so; `scriptAfter` derives it from the pressed keys. */
export type LayoutScript = 'latin' | 'other';

const isLatinLetter = (key: string): boolean => /^[a-z]$/i.test(key);
const isDigit = (key: string): boolean => /^[0-9]$/.test(key);
/** True for keys that type nothing (`Enter`, `Insert`), and for `Process`: a key that an input method handles. */
const isNamed = (key: string): boolean => /^[A-Z][A-Za-z0-9]+$/.test(key);
/** True for letters, marks and digits of a script other than Latin. Accented letters are Latin. */
const isOtherScript = (key: string): boolean => /^(?=[\p{L}\p{M}\p{Nd}])[^\p{ASCII}\p{Script=Latin}]/u.test(key);

/** The keys of other characters that shortcuts use, by `KeyboardEvent.code`. */
const punctuationByCode: Readonly<Record<string, string>> = { Minus: '-', Equal: '=', Comma: ',' };

/** Returns what this key types on a US keyboard; null where no shortcut may use it. */
function usKeyAt(code: string): string | null {
  const [, letter, digit] = /^Key([A-Z])$|^(?:Digit|Numpad)([0-9])$/.exec(code) ?? [];
  return letter?.toLowerCase() ?? digit ?? punctuationByCode[code] ?? null;
}

/** Returns the script of the layout after a press. Letters with Shift do not count: some layouts type Latin capitals then (Hebrew on Linux). */
export function scriptAfter(before: LayoutScript, { key, code, shiftKey }: TypedKey): LayoutScript {
  if (shiftKey || !code.startsWith('Key')) return before;
  return isLatinLetter(key) ? 'latin' : isOtherScript(key) ? 'other' : before;
}

/**
 * Returns the keys that a press can mean, the likeliest first, with letters in lower case.
 * - A Latin letter or a digit means itself, wherever the key is (Dvorak, AZERTY).
 * - A key of the digit row also means its digit, even if the layout types another character there without Shift (French, Czech).
 * - A letter of another script means what the same key types on a US keyboard.
 * - Any other character on a letter key does too, once the layout is known to have no Latin letters (W on Hebrew types an apostrophe).
 */
export function keysOfPress({ key, code, shiftKey }: TypedKey, script: LayoutScript): readonly string[] {
  if (isLatinLetter(key)) return [key.toLowerCase()];
  if (isDigit(key) || isNamed(key)) return [key];
  const usKey = usKeyAt(code);
  if (usKey === null) return [key];
  if (code.startsWith('Digit') && !shiftKey) return [usKey, key];
  if (isOtherScript(key)) return [usKey];
  return script === 'other' && code.startsWith('Key') && key.length === 1 ? [key, usKey] : [key];
}

/** True when Shift is part of a shortcut, and not only needed to type its digit. */
export const isShifted = ({ key, code, shiftKey }: TypedKey): boolean => shiftKey && !(isDigit(key) && code.startsWith('Digit'));
