import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// The texts of the settings and of the task inspector that pure functions create.
import { describe, expect, it } from 'vitest';
import { prettyBody } from '../../../../renderer/src/components/errors/format-body.ts';
import { profileAddresses, profileDetail } from '../../../../renderer/src/views/settings/accounts/profile-text.ts';
import { concurrencyChoices } from '../../../../renderer/src/views/settings/accounts/rate-choices.ts';
import { connectingErrorText } from '../../../../renderer/src/views/settings/accounts/use-connect.ts';
import { folderPath, shortFolderName } from '../../../../renderer/src/views/settings/library/folder-text.ts';
import { requestRows } from '../../../../renderer/src/views/task-inspector/request-rows.ts';
import { settingsChange } from '../../../../shared/settings/settings.ts';
import { maxConcurrentTasksLimit } from '../../../../shared/settings/settings-limits.ts';
import { detailText } from '../../../../shared/text/en/inspector.ts';
import { text } from '../../../../shared/text/index.ts';

describe('connecting a key', () => {
  it('promises no automatic retry if the service did not respond', () => {
    const { title, detail } = connectingErrorText({ kind: 'no-response', reason: 'connection-failed', detail: '' });
    expect([title, detail]).toEqual([
      'EvoLink could not be reached.',
      'Check your network connection, then connect again. The key was not saved.',
    ]);
  });

  it('shows the usual error when the key is rejected', () => {
    expect(connectingErrorText({ kind: 'key-malformed' })).toEqual(text('en').errorText({ kind: 'key-malformed' }));
  });
});

describe('a folder in a sentence', () => {
  it('is its last two names, whatever the path separator', () => {
    expect([
      shortFolderName('/home/ada/Videos/Evolink Studio'),
      shortFolderName('C:\\Users\\Ada\\Videos\\Evolink Studio\\'),
      shortFolderName('/videos'),
    ]).toEqual(['Videos / Evolink Studio', 'Videos / Evolink Studio', 'videos']);
  });

  it('shortens the home folder only if it really is the home folder', () => {
    expect([folderPath('/home/ada/Videos'), folderPath('/Users/ada'), folderPath('/homes/ada/Videos'), folderPath('D:\\Videos')]).toEqual([
      '~/Videos',
      '~',
      '/homes/ada/Videos',
      'D:\\Videos',
    ]);
  });
});

describe('the choices for concurrent tasks', () => {
  it('are the usual numbers, plus the current one', () => {
    expect([concurrencyChoices(4), concurrencyChoices(6)]).toEqual([
      [1, 2, 4, 8, 16, 32, 64, 100],
      [1, 2, 4, 6, 8, 16, 32, 64, 100],
    ]);
  });
});

describe('the limit of concurrent tasks', () => {
  it('is the same in the settings, in main and in the README', () => {
    expect(concurrencyChoices(4).at(-1)).toBe(maxConcurrentTasksLimit);
    const takes = (maxConcurrentTasks: number) => settingsChange.safeParse({ maxConcurrentTasks }).success;
    expect([takes(maxConcurrentTasksLimit), takes(maxConcurrentTasksLimit + 1)]).toEqual([true, false]);
    expect(readFileSync(join(import.meta.dirname, '../../../../README.md'), 'utf8')).toContain(
      `the number of tasks at once (1 to ${maxConcurrentTasksLimit})`,
    );
  });
});

describe('a profile in one line', () => {
  const account = {
    id: 1,
    kind: 'evolink',
    name: 'Work',
    apiBaseUrl: 'https://api.evolink.ai',
    filesBaseUrl: 'https://files-api.evolink.ai',
    key: { state: 'present', lastFour: '4f2a', protection: 'keychain', backend: 'gnome_libsecret' },
    holds: [],
    paused: false,
    requestsPerSecond: 10,
    submitPause: null,
    throttle: null,
    credits: { remaining: 1_095, unlimited: false, accountRemaining: null, readAtMs: 0 },
  } as const;

  it('names its URLs only if they are not the usual ones, and each once', () => {
    expect([
      profileDetail(account),
      profileAddresses(account),
      profileAddresses({ apiBaseUrl: 'https://proxy.test', filesBaseUrl: 'https://proxy.test' }),
    ]).toEqual(['ends in 4f2a · stored in the system keychain (GNOME) · 1,095 credits', null, 'proxy.test']);
  });

  it('shows the credits that can be spent: the lower of key allowance and account balance', () => {
    const says = (remaining: number | null, unlimited: boolean, accountRemaining: number | null) =>
      profileDetail({ ...account, credits: { remaining, unlimited, accountRemaining, readAtMs: 0 } }).split(' · ')[2];
    expect([
      says(99_416.4429, false, 1_095.3996),
      says(20, false, 1_095),
      says(null, false, 7),
      says(null, false, null),
      says(null, true, 7),
      says(null, true, null),
    ]).toEqual([
      '1,095.4 credits',
      '20 credits',
      '7 credits in the account',
      'balance unknown',
      '7 credits in the account',
      'unlimited credits',
    ]);
  });

  it('shows no credits without a key', () => {
    expect(profileDetail({ ...account, key: { state: 'none' } })).toBe('no key');
  });
});

describe('the fields of a request', () => {
  it('distinguish chosen values from those left to the service', () => {
    const rows = requestRows(
      {
        model: 'seedance-1.5-pro',
        prompt: 'a fox',
        durationSeconds: 8,
        quality: null,
        aspectRatio: '16:9',
        generateAudio: false,
        references: [{ role: 'first-frame', referenceId: 7 }],
        parameters: { some_field: { deep: 1 } },
      },
      new Map(),
    );
    expect(rows.map(({ label, value, isLeftToService }) => `${label}: ${value}${isLeftToService ? ' (dimmed)' : ''}`)).toEqual([
      'Model: Seedance 1.5 Pro (seedance-1.5-pro)',
      'Duration: 8 s',
      'Quality: left to EvoLink (dimmed)',
      'Aspect ratio: 16:9',
      'Generate audio: off',
      'First frame: #7',
      'some_field: {\n  "deep": 1\n}',
    ]);
  });
});

describe('a line of history', () => {
  it('adds only what its name does not say', () => {
    expect([
      detailText('progressed', { progress: 41.6 }),
      detailText('accepted', { serviceTaskId: 'task-unified-1', progress: 0 }),
      detailText('refused', { error: { kind: 'key-malformed' } }),
      detailText('held', {}),
      detailText('poll-failed', { error: { kind: 'of another studio' } }),
    ]).toEqual(['42 %', 'task-unified-1', 'This does not look like a key', '', 'of another studio']);
  });
});

describe('a response of the service', () => {
  it('is formatted if it is JSON, and unchanged otherwise', () => {
    expect([prettyBody('{"a":1}'), prettyBody('<html>')]).toEqual(['{\n  "a": 1\n}', '<html>']);
  });
});
