// Numbers are written as the languages' own formatters write them.

import { expect, test } from 'vitest';
import { numbersIn } from '../../../shared/text/numbers.ts';
import { fc } from '../../support/fast-check.ts';

test.each(['en-US', 'zh-CN'])('whole numbers and fractions are formatted correctly in %s', (locale) => {
  const number = numbersIn(locale);
  const usual = (value: number, digits: number) => value.toLocaleString(locale, { maximumFractionDigits: digits });
  fc.assert(
    fc.property(
      fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.double({ noNaN: true, min: -1e9, max: 1e9 })),
      fc.nat(3),
      (value, digits) => {
        expect(number(value, digits)).toBe(usual(value, digits));
      },
    ),
  );
  expect([0, 7, 999, 1_000, 12_345, -1_234, 1e21].map((value) => number(value))).toEqual(
    [0, 7, 999, 1_000, 12_345, -1_234, 1e21].map((value) => usual(value, 0)),
  );
});
