// A TIFF that would hang its decoder or fill its memory is refused, or the harmful part is removed.

import utif from 'utif2';
import { expect, it, test } from 'vitest';
import { firstPage } from '../../../../renderer/src/picture-worker/tiff-first-page.ts';
import { fc } from '../../../support/fast-check.ts';

type Entry = readonly [tag: number, type: number, count: number, value: number];

/** Creates a grey picture of 4 × 2 pixels, which follow the directory. `changed` adds or replaces entries of the directory. */
function tiff(changed: readonly Entry[] = [], next = 0, little = true): ArrayBuffer {
  const usual: readonly Entry[] = [
    [256, 4, 1, 4],
    [257, 4, 1, 2],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 1],
    [273, 4, 1, 400],
    [277, 3, 1, 1],
    [278, 4, 1, 2],
    [279, 4, 1, 8],
  ];
  const entries = [...usual.filter(([tag]) => !changed.some(([other]) => other === tag)), ...changed].sort(([a], [b]) => a - b);
  const bytes = new ArrayBuffer(408);
  const view = new DataView(bytes);
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  view.setUint16(8, entries.length, little);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * 12;
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, type, little);
    view.setUint32(at + 4, count, little);
    if (type === 3 && count === 1) view.setUint16(at + 8, value, little);
    else view.setUint32(at + 8, value, little);
  }
  view.setUint32(10 + entries.length * 12, next, little);
  new Uint8Array(bytes, 400).set([0, 50, 100, 150, 200, 250, 20, 70]);
  return bytes;
}

function pixels(file: ArrayBuffer): readonly number[] {
  const bytes = firstPage(file);
  const pages = utif.decode(bytes);
  expect(pages).toHaveLength(1);
  const [page] = pages;
  if (page === undefined) throw new Error('no page');
  utif.decodeImage(bytes, page);
  return [...utif.toRGBA8(page)].filter((_, at) => at % 4 === 0);
}

test.each([true, false])('a valid picture is decoded unchanged (little-endian: %s)', (little) => {
  expect(pixels(tiff([], 0, little))).toEqual([0, 50, 100, 150, 200, 250, 20, 70]);
});

test.each<[string, readonly Entry[], number]>([
  ['a directory that is its own next one', [], 8],
  ['a directory below itself', [[330, 4, 1, 8]], 0],
  ['EXIF that is the directory itself', [[34665, 4, 1, 8]], 0],
  ['camera notes that are the directory itself', [[37500, 7, 100, 8]], 0],
  ['an unneeded entry of four thousand million values', [[700, 5, 0xffffffff, 8]], 0],
])('%s is ignored', (_name, changed, next) => {
  expect(pixels(tiff(changed, next))).toEqual([0, 50, 100, 150, 200, 250, 20, 70]);
});

test.each<[string, readonly Entry[]]>([
  ['more values than the file has', [[273, 4, 0xffffffff, 8]]],
  ['values outside the file', [[320, 3, 100, 400]]],
  ['an unknown type', [[258, 99, 1, 8]]],
  [
    '20,000 × 20,000 pixels',
    [
      [256, 4, 1, 20_000],
      [257, 4, 1, 20_000],
    ],
  ],
  [
    'pixels of 65,535 samples',
    [
      [256, 4, 1, 9_000],
      [257, 4, 1, 9_000],
      [277, 3, 1, 65_535],
    ],
  ],
  ['no width', [[256, 4, 1, 0]]],
  [
    'an enormous tile',
    [
      [322, 4, 1, 0xffffffff],
      [323, 4, 1, 0xffffffff],
    ],
  ],
  [
    'tiles of width zero',
    [
      [322, 4, 1, 0],
      [323, 4, 1, 16],
    ],
  ],
])('%s is refused', (_name, changed) => {
  expect(() => firstPage(tiff(changed))).toThrow();
});

it('arbitrary bytes are read without endless loops or excessive memory', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 0, maxLength: 400 }), fc.boolean(), (noise, little) => {
      const bytes = new Uint8Array(tiff([], 0, little));
      bytes.set(noise.subarray(0, 380), 8);
      let page: ArrayBuffer;
      try {
        page = firstPage(bytes.buffer);
      } catch {
        return true;
      }
      return utif.decode(page).length <= 1;
    }),
    { numRuns: 2_000 },
  );
});

test('a picture whose pixels are beyond the end of a truncated file is refused', () => {
  expect(() => firstPage(tiff().slice(0, 404))).toThrow('a part of its pixels lies behind its end');
  expect(() => firstPage(tiff([[273, 4, 1, 4_000]]))).toThrow('a part of its pixels lies behind its end');
});
