// Traditional Chinese characters in their simplified form, as the search index has them, for marking hits.
import { create } from 'zustand';
import { createTokenizer, type Tokenizer } from '../../../../../shared/search/tokens.ts';

/** Cuts text as the index does; until the tables are loaded, traditional and simplified characters are different ones. */
export const useTokenizer = create<{ readonly tokenizer: Tokenizer }>(() => ({ tokenizer: createTokenizer((character) => character) }));

let isRequested = false;

/** Loads the tables if this text has Chinese characters. They are large, and a search without such characters marks none. */
export function loadSimplifierFor(text: string): void {
  if (isRequested || !/\p{Script=Han}/u.test(text)) return;
  isRequested = true;
  void import('opencc-js/t2cn').then(
    ({ Converter }) => {
      const convert = Converter({ from: 't', to: 'cn' });
      const known = new Map<string, string>();
      const simplify = (character: string): string => {
        const simplified = known.get(character) ?? convert(character);
        known.set(character, simplified);
        return simplified;
      };
      useTokenizer.setState({ tokenizer: createTokenizer(simplify) });
    },
    // Hits are then marked in the form that was typed only. The next text tries again.
    () => {
      isRequested = false;
    },
  );
}
