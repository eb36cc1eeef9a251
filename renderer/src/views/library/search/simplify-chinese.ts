// Converts traditional Chinese characters to simplified ones, as the search index does, for marking hits.
import { create } from 'zustand';
import { createTokenizer, type Tokenizer } from '../../../../../shared/search/text-tokenizer.ts';

/** Splits text into tokens as the index does. Until the tables are loaded, traditional and simplified characters count as different. */
export const useTokenizer = create<{ readonly tokenizer: Tokenizer }>(() => ({ tokenizer: createTokenizer((character) => character) }));

let isRequested = false;

/** Loads the tables if this text has Chinese characters. They are large, and a search without such characters needs none. */
export function loadSimplifierFor(text: string): void {
  if (isRequested || !/\p{Script=Han}/u.test(text)) return;
  isRequested = true;
  void import('opencc-js/t2cn').then(
    ({ Converter }) => {
      const convert = Converter({ from: 't', to: 'cn' });
      const simplifiedOf = new Map<string, string>();
      const simplify = (character: string): string => {
        const simplified = simplifiedOf.get(character) ?? convert(character);
        simplifiedOf.set(character, simplified);
        return simplified;
      };
      useTokenizer.setState({ tokenizer: createTokenizer(simplify) });
    },
    // Loading failed: hits are marked only in the typed form. The next text tries again.
    () => {
      isRequested = false;
    },
  );
}
