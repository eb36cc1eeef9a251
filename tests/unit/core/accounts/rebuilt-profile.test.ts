// The profile of restored videos, and the connection that takes it over.
import { describe, expect, test } from 'vitest';
import { profileForRestoredTasks, rebuiltProfileAt } from '../../../../electron/core/accounts/rebuilt-profile.ts';
import { newProfile } from '../../../../electron/core/tasks/row-factories.ts';
import type { ProfileRow } from '../../../../electron/db/tables/profile-table.ts';

const serviceUrls = { apiBaseUrl: 'https://api.evolink.ai', filesBaseUrl: 'https://files-api.evolink.ai' };
const profile = (id: number, change: Partial<ProfileRow> = {}): ProfileRow => ({
  ...newProfile({ kind: 'evolink', name: `Profile ${id}`, ...serviceUrls }, 0),
  id,
  ...change,
});
const simulator = (id: number) => profile(id, { kind: 'simulator' });

describe('the profile of restored videos', () => {
  test('is the active profile when its kind matches', () => {
    expect(profileForRestoredTasks([profile(1), profile(2)], false, 2)?.id).toBe(2);
  });

  test('is the first profile of the right kind when the active one is of the other kind or none is active', () => {
    const rows = [simulator(1), profile(2), profile(3)];
    expect(profileForRestoredTasks(rows, false, 1)?.id).toBe(2);
    expect(profileForRestoredTasks(rows, true, 3)?.id).toBe(1);
    expect(profileForRestoredTasks(rows, false, null)?.id).toBe(2);
  });

  test('is a new profile when none of the right kind exists', () => {
    expect(profileForRestoredTasks([simulator(1)], false, 1)).toBeNull();
  });
});

describe('a connection without a profile', () => {
  const nothingLive = () => false;

  test('takes over the only profile at its addresses that never had a key', () => {
    const rows = [simulator(1), profile(2), profile(3, { apiBaseUrl: 'https://gateway.example' })];
    expect(rebuiltProfileAt(rows, serviceUrls, nothingLive)?.id).toBe(2);
  });

  test.each<[string, readonly ProfileRow[]]>([
    ['has other addresses', [profile(1, { filesBaseUrl: 'https://files.example' })]],
    ['is the simulator’s', [simulator(1)]],
    ['had a key before', [profile(1, { keyChangedAtMs: 5 })]],
    ['is one of two at the same addresses', [profile(1), profile(2, { keyChangedAtMs: 5 })]],
  ])('creates a new profile when the existing one %s', (_, rows) => {
    expect(rebuiltProfileAt(rows, serviceUrls, nothingLive)).toBeNull();
  });

  test('creates a new profile when the existing one has a live task that the new key would submit', () => {
    expect(rebuiltProfileAt([profile(1)], serviceUrls, (id) => id === 1)).toBeNull();
  });
});
