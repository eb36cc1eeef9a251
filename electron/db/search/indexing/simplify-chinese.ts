// Traditional Chinese characters in their simplified form, one by one, from the tables of OpenCC. Both sides of a search are simplified, so that each
// form finds the other; two traditional characters with one simplified form find each other too.
import { Converter } from 'opencc-js/t2cn';

/** Returns the simplified form of one character. Loads the tables: meant for the search thread and for tests. */
export function createSimplifier(): (character: string) => string {
  const convert = Converter({ from: 't', to: 'cn' });
  const known = new Map<string, string>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const simplified = convert(character);
    known.set(character, simplified);
    return simplified;
  };
}
