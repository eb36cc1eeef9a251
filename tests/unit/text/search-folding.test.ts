import { describe, expect, test } from 'vitest';
import { matchesSearch } from '../../../shared/models/browse/model-search-terms.ts';
import { models } from '../../../shared/models/index.ts';
import { containsWords, foldForSearch, searchWords } from '../../../shared/search-folding.ts';
import { fc } from '../../support/fast-check.ts';

describe('folding for a search', () => {
  test('is idempotent, and equal for composed and decomposed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const folded = foldForSearch(text);
        expect(foldForSearch(folded)).toBe(folded);
        expect([foldForSearch(text.normalize('NFC')), foldForSearch(text.normalize('NFD'))]).toEqual([folded, folded]);
      }),
    );
  });

  test('keeps differences between words', () => {
    expect(['ก็ก้า', 'かが', '狐狸', '🦊', 'a-b_c%'].map(foldForSearch)).toEqual(['ก็ก้า', 'かが', '狐狸', '🦊', 'a-b_c%']);
  });

  test('splits words at any white space', () => {
    expect(searchWords(' Rouge\u3000Été\t狐狸\n')).toEqual(['rouge', 'ete', '狐狸']);
    expect(containsWords(foldForSearch('un été rouge'), searchWords('ROUGE ete'))).toBe(true);
    expect(containsWords(foldForSearch('un été rouge'), searchWords('rouge vert'))).toBe(false);
  });

  test('is also used to search models', () => {
    const matchingIds = (query: string) => models.filter((model) => matchesSearch(model, query)).map(({ id }) => id);
    expect(matchingIds('ＳＯＲＡ')).toEqual(matchingIds('sora'));
    expect(matchingIds('sora').length).toBeGreaterThan(0);
  });
});
