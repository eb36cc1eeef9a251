// A countdown inside a sentence, and the colour of a link that is about to expire.
import { expect, test } from 'vitest';
import { countdownText, countdownTone } from '../../../../renderer/src/components/countdown-text.ts';

const minuteMs = 60_000;
const link = { expiresAtMs: 0, text: (left: string) => `link expires in about ${left}`, endText: 'link may have expired' };

test.each([
  [21.5 * 60 * minuteMs, 'link expires in about 21 h', 'plain'],
  [119 * minuteMs, 'link expires in about 1 h', 'warn'],
  [31 * minuteMs, 'link expires in about 31 min', 'warn'],
  [29 * minuteMs, 'link expires in about 29 min', 'bad'],
  [-minuteMs, 'link may have expired', 'bad'],
] as const)('%i ms before a link expires, its text is "%s" and its tone %s', (remainingMs, expectedText, tone) => {
  expect([countdownText(link, -remainingMs), countdownTone(link, -remainingMs)]).toEqual([expectedText, tone]);
});

test('plain text and other countdowns have no colour', () => {
  const countdown = { countDownToMs: 90_000, text: (left: string) => `about ${left} left`, endText: 'any moment' };
  expect([countdownText(countdown, 0), countdownText(countdown, 90_000), countdownTone(countdown, 0)]).toEqual([
    'about 1:30 left',
    'any moment',
    'plain',
  ]);
  expect([countdownText('held', 0), countdownTone('held', 0)]).toEqual(['held', 'plain']);
});
