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

describe('isBlocking: downloads stop', () => {
  test('when the folder is gone', () => {
    expect(isBlocking(missing)).toBe(true);
  });

  test('when the disk has almost no space, or its free space is unknown', () => {
    expect(isBlocking(diskFull(200 * mebibyte, 64 * mebibyte - 1))).toBe(true);
    expect(isBlocking(diskFull(null, null))).toBe(true);
  });

  test('neither when the disk is only too full for a large video, nor when the folder is healthy', () => {
    expect(isBlocking(diskFull(200 * mebibyte, 64 * mebibyte))).toBe(false);
    expect(isBlocking(null)).toBe(false);
  });
});

describe('hasRoom: a full disk has room again', () => {
  test('when the needed space is free', () => {
    expect(hasFreeSpace(diskFull(100, 50), 99)).toBe(false);
    expect(hasFreeSpace(diskFull(100, 50), 100)).toBe(true);
  });

  test('when the needed or the free space is unknown', () => {
    expect(hasFreeSpace(diskFull(null, 50), 0)).toBe(true);
    expect(hasFreeSpace(diskFull(100, 50), null)).toBe(true);
  });
});

test('hasRoom: a folder that was not full has room', () => {
  expect(hasFreeSpace(missing, 0)).toBe(true);
  expect(hasFreeSpace(null, 0)).toBe(true);
});

describe('waitsForFolder: a download waits for the folder', () => {
  const nowMs = 1_000;
  const error = JSON.stringify(missing);

  test('when the folder is the reason for its delayed next attempt', () => {
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error }, nowMs)).toBe(true);
  });

  test('neither when it is due already, nor when it is never retried automatically', () => {
    expect(waitsForFolder({ nextAttemptAtMs: 1_000, error }, nowMs)).toBe(false);
    expect(waitsForFolder({ nextAttemptAtMs: null, error }, nowMs)).toBe(false);
  });

  test('not when something else failed', () => {
    const other = JSON.stringify({ kind: 'file-missing' } satisfies AppError);
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error: other }, nowMs)).toBe(false);
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error: null }, nowMs)).toBe(false);
  });
});
