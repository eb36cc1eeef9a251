import { expect, test } from 'vitest';
import { startupErrorText } from '../../../../electron/shell/system/startup-error.ts';
import { text } from '../../../../shared/text/index.ts';

const refusal = (cause: 'in-use' | 'not-writable' | 'disk-full' | 'other') =>
  ({ kind: 'database-unusable', path: '/home/me/studio/studio.sqlite', cause, detail: 'database is locked' }) as const;

test('the advice for a database that cannot be opened fits the reason', () => {
  const advice = (cause: Parameters<typeof refusal>[0]) => startupErrorText(refusal(cause), text('en').shell).detail;
  expect(advice('in-use')).toBe(
    'Another program is using the library in /home/me/studio: a second Evolink Studio, a backup or a sync service. Close it, or wait until it has finished, then start Evolink Studio again. Nothing was changed.\n\nSystem message: database is locked',
  );
  expect(advice('in-use')).not.toContain('full');
  expect(advice('not-writable')).toContain('not allowed to write');
  expect(advice('disk-full')).toContain('disk is full');
});

test('each reason has its own advice in both languages', () => {
  for (const language of ['en', 'zh'] as const) {
    const all = (['in-use', 'not-writable', 'disk-full', 'other'] as const).map(
      (cause) => startupErrorText(refusal(cause), text(language).shell).detail,
    );
    expect(new Set(all).size).toBe(4);
  }
});
