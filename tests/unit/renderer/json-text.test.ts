// What the request holds while somebody types JSON.
import { expect, test } from 'vitest';
import { heldFor, sameMeaning, textOf } from '../../../renderer/src/views/create/json-text.ts';
import { blocks, check, defaultRequest, formFor } from '../../../shared/models/index.ts';

const model = 'kling-v3-text-to-video';
const path = 'model_params.multi_prompt';
const field = formFor(model).extra.find((extra) => extra.path === path);
const held = (text: string) => (field === undefined ? null : heldFor(text, field));
const blocksFor = (text: string) => {
  const value = held(text);
  const request = { ...defaultRequest(model, 'a fox'), parameters: value === null ? {} : { [path]: value } };
  return blocks(check(request, new Map())).map(({ field: at, code }) => `${code} ${at}`);
};

const shots = '[{"index":1,"prompt":"a fox","duration":5}]';

test('what fits is held as what it says', () => {
  expect(held(shots)).toEqual([{ index: 1, prompt: 'a fox', duration: 5 }]);
  expect(held(' \n')).toBeNull();
  expect(blocksFor(shots)).toEqual([]);
});

test('what does not fit is held as typed, blocks, and is never sent in an older form', () => {
  for (const text of [
    shots.slice(0, -1),
    '{}',
    '"x"',
    '[1e999]',
    '[[]]',
    `${'['.repeat(90)}${']'.repeat(90)}`,
    '[{"__proto__":1}]',
    'NaN',
  ]) {
    expect(held(text)).toBe(text);
    expect(textOf(held(text))).toBe(text);
    expect(blocksFor(text)).toEqual([`field-outside ${path}`]);
  }
});

test('the layout of a text is no change of what it says', () => {
  expect(sameMeaning(shots, textOf(held(shots)))).toBe(true);
  expect(sameMeaning(shots, '[]')).toBe(false);
  expect(sameMeaning('[', '[')).toBe(true);
  expect(sameMeaning('', textOf(null))).toBe(true);
});
