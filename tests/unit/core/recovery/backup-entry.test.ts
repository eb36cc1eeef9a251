// The view of a backup for the window.
import { expect, test } from 'vitest';
import { backupEntry } from '../../../../electron/core/recovery/backup-entry.ts';
import { latestFormat } from '../../../../electron/db/migrations/index.ts';

const file = { name: 'studio-20260310T120000Z-daily.sqlite', madeAtMs: 5, reason: 'daily' as const, bytes: 7, writtenAtMs: 6 };

test('a backup of this format or an older one can be restored, and its view has its counts', () => {
  const { writtenAtMs: _, ...entryFields } = file;
  const content = { format: latestFormat, taskCount: 3, videoCount: 2 };
  expect(backupEntry(file, content)).toEqual({ ...entryFields, status: 'restorable', taskCount: 3, videoCount: 2 });
  expect(backupEntry(file, { ...content, format: 1 }).status).toBe('restorable');
});

test('a backup of a newer studio cannot be restored', () => {
  expect(backupEntry(file, { format: latestFormat + 1, taskCount: 3, videoCount: 2 }).status).toBe('newer');
});

test('an unreadable backup is damaged, and its contents are unknown', () => {
  expect(backupEntry(file, null)).toMatchObject({ status: 'damaged', taskCount: null, videoCount: null });
});
