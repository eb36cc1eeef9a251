// A countdown inside a sentence, and the colour of a link that is about to expire.
import { expect, test } from 'vitest';
import { countdownText, countdownTone } from '../../../../renderer/src/components/countdown-text.ts';

const minute = 60_000;
const link = { expiresAtMs: 0, text: (left: string) => `link expires in about ${left}`, over: 'link may have expired' };

test.each([
  [-21.5 * 60 * minute, 'link expires in about 21 h', 'plain'],
  [-119 * minute, 'link expires in about 1 h', 'warn'],
  [-31 * minute, 'link expires in about 31 min', 'warn'],
  [-29 * minute, 'link expires in about 29 min', 'bad'],
  [minute, 'link may have expired', 'bad'],
] as const)('%i ms into the life of a link, its countdown has the right text and colour', (nowMs, said, tone) => {
  expect([countdownText(link, nowMs), countdownTone(link, nowMs)]).toEqual([said, tone]);
});

test('plain text and other countdowns have no colour', () => {
  const counting = { countDownToMs: 90_000, text: (left: string) => `about ${left} left`, over: 'any moment' };
  expect([countdownText(counting, 0), countdownText(counting, 90_000), countdownTone(counting, 0)]).toEqual([
    'about 1:30 left',
    'any moment',
    'plain',
  ]);
  expect([countdownText('held', 0), countdownTone('held', 0)]).toEqual(['held', 'plain']);
});
