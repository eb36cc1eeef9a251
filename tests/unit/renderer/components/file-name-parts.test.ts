// A file name is divided so that its parts stay in their order on the screen.
import { expect, test } from 'vitest';
import { fileNameParts } from '../../../../renderer/src/components/file-name-parts.ts';

const divided = (name: string) =>
  fileNameParts(name)
    .map(({ text, isRightToLeft }) => (isRightToLeft ? `[${text}]` : text))
    .join('');

test.each([
  ['2026-12-01 a red fox.mp4', '2026-12-01 a red fox.mp4'],
  ['2026-12-01 ثعلب أحمر في الثلج seedance-1.5-pro.mp4', '2026-12-01 [ثعلب أحمر في الثلج] seedance-1.5-pro.mp4'],
  ['2026-12-01 فيلم 720p.mp4', '2026-12-01 [فيلم] 720p.mp4'],
  ['שועל 3 שלגים.mp4', '[שועל 3 שלגים].mp4'],
  ['فيلم fox ثلج', '[فيلم] fox [ثلج]'],
  ['雪中的狐狸 😀.mp4', '雪中的狐狸 😀.mp4'],
  ['', ''],
])('%s', (name, parts) => {
  expect(divided(name)).toBe(parts);
  expect(
    fileNameParts(name)
      .map(({ text }) => text)
      .join(''),
  ).toBe(name);
});
