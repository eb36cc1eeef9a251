// Which key of a shortcut a press means on the keyboard layout in use. The one place that decides it: for the commands of every stage, the
// window's own keys, the player, and the lists. Shortcuts are written as on a US keyboard (`l`, `1`, `,`).

/** Of a `KeyboardEvent`: what the key types and where it lies. */
export interface TypedKey {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
}

/** Whether the letters of the layout are Latin. No event says so; `scriptAfter` learns it from the letters that are pressed. */
export type LayoutScript = 'latin' | 'other';

const isLatinLetter = (key: string): boolean => /^[a-z]$/i.test(key);
const isDigit = (key: string): boolean => /^[0-9]$/.test(key);
/** Keys that type nothing (`Enter`, `Insert`), and `Process`: one that an input method has taken. */
const isNamed = (key: string): boolean => /^[A-Z][A-Za-z0-9]+$/.test(key);
/** Letters, marks and digits of a script other than Latin. Accented letters are Latin. */
const isOtherScript = (key: string): boolean => /^(?=[\p{L}\p{M}\p{Nd}])[^\p{ASCII}\p{Script=Latin}]/u.test(key);

/** The places, beside letters and digits, of the signs that shortcuts use, as `KeyboardEvent.code` names them. */
const signs: Readonly<Record<string, string>> = { Minus: '-', Equal: '=', Comma: ',' };

/** What the key at this place types on a US keyboard, where a shortcut may use it. */
function usKeyAt(code: string): string | null {
  const [, letter, digit] = /^Key([A-Z])$|^(?:Digit|Numpad)([0-9])$/.exec(code) ?? [];
  return letter?.toLowerCase() ?? digit ?? signs[code] ?? null;
}

/** The script of the layout after a press. Letters typed with Shift do not count: some layouts type Latin capitals then (Hebrew on Linux). */
export function scriptAfter(before: LayoutScript, { key, code, shiftKey }: TypedKey): LayoutScript {
  if (shiftKey || !code.startsWith('Key')) return before;
  return isLatinLetter(key) ? 'latin' : isOtherScript(key) ? 'other' : before;
}

/**
 * The keys that a press can mean, the likeliest first; letters are small. A Latin letter or a digit is what the layout types, wherever it lies
 * (Dvorak, AZERTY). The row of digits means its digits without Shift too, where the layout types accented letters or signs there (French,
 * Czech). A key of another script means what lies there on a US keyboard; so does a sign at the place of a letter, once the layout is known to
 * have no Latin letters (W on Hebrew types an apostrophe).
 */
export function keysMeantBy({ key, code, shiftKey }: TypedKey, script: LayoutScript): readonly string[] {
  if (isLatinLetter(key)) return [key.toLowerCase()];
  if (isDigit(key) || isNamed(key)) return [key];
  const usKey = usKeyAt(code);
  if (usKey === null) return [key];
  if (code.startsWith('Digit') && !shiftKey) return [usKey, key];
  if (isOtherScript(key)) return [usKey];
  return script === 'other' && code.startsWith('Key') && key.length === 1 ? [key, usKey] : [key];
}

/** Whether Shift is part of a shortcut, and not only needed to type its digit. */
export const isShifted = ({ key, code, shiftKey }: TypedKey): boolean => shiftKey && !(isDigit(key) && code.startsWith('Digit'));
