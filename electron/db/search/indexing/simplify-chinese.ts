// Converts each traditional Chinese character to its simplified form with the tables of OpenCC. Query and texts are simplified, so that
// each form finds the other; two traditional characters with the same simplified form find each other too.
import { Converter } from 'opencc-js/t2cn';

/** Returns the simplified form of one character. Loads large tables, so only the search thread and tests call it. */
export function createSimplifier(): (character: string) => string {
  const convert = Converter({ from: 't', to: 'cn' });
  const cache = new Map<string, string>();
  return (character) => {
    const cached = cache.get(character);
    if (cached !== undefined) return cached;
    const simplified = convert(character);
    cache.set(character, simplified);
    return simplified;
  };
}
