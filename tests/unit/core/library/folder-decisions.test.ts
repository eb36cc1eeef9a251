// What an error of the library folder means for downloads.
import { describe, expect, test } from 'vitest';
import { hasFreeSpace, isBlocking, waitsForFolder } from '../../../../electron/core/library/folder/folder-decisions.ts';
import type { AppError } from '../../../../shared/errors.ts';

const mebibyte = 1024 * 1024;
const missing: AppError = { kind: 'library-missing', folder: '/videos' };
const diskFull = (neededBytes: number | null, freeBytes: number | null): AppError => ({
  kind: 'disk-full',
  folder: '/videos',
  neededBytes,
  freeBytes,
});

describe('isBlocking', () => {
  test('is true when the folder is missing', () => {
    expect(isBlocking(missing)).toBe(true);
  });

  test('is true when the disk has almost no space, or its free space is unknown', () => {
    expect(isBlocking(diskFull(200 * mebibyte, 64 * mebibyte - 1))).toBe(true);
    expect(isBlocking(diskFull(null, null))).toBe(true);
  });

  test('is false when the disk is too full only for a large video, and when the folder is healthy', () => {
    expect(isBlocking(diskFull(200 * mebibyte, 64 * mebibyte))).toBe(false);
    expect(isBlocking(null)).toBe(false);
  });
});

describe('hasFreeSpace', () => {
  test('is true once the needed space is free', () => {
    expect(hasFreeSpace(diskFull(100, 50), 99)).toBe(false);
    expect(hasFreeSpace(diskFull(100, 50), 100)).toBe(true);
  });

  test('is true when the needed or the free space is unknown', () => {
    expect(hasFreeSpace(diskFull(null, 50), 0)).toBe(true);
    expect(hasFreeSpace(diskFull(100, 50), null)).toBe(true);
  });
});

test('hasFreeSpace is true for a folder without the error of a full disk', () => {
  expect(hasFreeSpace(missing, 0)).toBe(true);
  expect(hasFreeSpace(null, 0)).toBe(true);
});

describe('waitsForFolder', () => {
  const nowMs = 1_000;
  const error = JSON.stringify(missing);

  test('is true when an error of the folder delays the next attempt', () => {
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error }, nowMs)).toBe(true);
  });

  test('is false when the download is already due, and when it is never retried automatically', () => {
    expect(waitsForFolder({ nextAttemptAtMs: 1_000, error }, nowMs)).toBe(false);
    expect(waitsForFolder({ nextAttemptAtMs: null, error }, nowMs)).toBe(false);
  });

  test('is false when something else failed', () => {
    const other = JSON.stringify({ kind: 'file-missing' } satisfies AppError);
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error: other }, nowMs)).toBe(false);
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error: null }, nowMs)).toBe(false);
  });
});
