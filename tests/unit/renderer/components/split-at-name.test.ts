// A name inside a sentence is found, so that it can have its own text direction.
import { expect, test } from 'vitest';
import { splitAtName } from '../../../../renderer/src/components/split-at-name.ts';

test('a name is separated from the sentence around it', () => {
  expect(splitAtName('“ثعلب.png” is deleted.', 'ثعلب.png')).toEqual({ before: '“', name: 'ثعلب.png', after: '” is deleted.' });
});

test('a sentence that is only the name has nothing around it', () => {
  expect(splitAtName('foxes.csv', 'foxes.csv')).toEqual({ before: '', name: 'foxes.csv', after: '' });
});

test('a sentence without the name is not split', () => {
  expect(splitAtName('The file is unnamed.', 'fox.png')).toBeNull();
});

test('an empty name is never found', () => {
  expect(splitAtName('The file is unnamed.', '')).toBeNull();
});
