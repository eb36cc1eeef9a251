// The note at the button while nothing is sent.
import { expect, test } from 'vitest';
import { messages } from '../../../../renderer/src/messages.ts';
import { waitText } from '../../../../renderer/src/views/create/submit/wait-text.ts';
import type { Profile } from '../../../../shared/ipc.ts';

const at = (seconds: number) => new Date(2026, 10, 22, 14, 5, seconds).getTime();
const textUntil = (untilMs: number) =>
  waitText({ kind: 'send-paused', profile: {} as Profile, pause: { why: 'server-error', untilMs } }, 0);

test.each([
  [at(0), '14:05'],
  [at(1), '14:06'],
  [at(59), '14:06'],
])('never shows a time before sending resumes', (untilMs, minute) => {
  expect(textUntil(untilMs)).toBe(messages.composer.notSending.submitPaused('server-error', minute));
});
