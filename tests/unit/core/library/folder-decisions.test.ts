// What an error of the library folder means for downloads.
import { describe, expect, test } from 'vitest';
import { hasRoom, isBlocking, waitsForFolder } from '../../../../electron/core/library/folder/folder-decisions.ts';
import type { AppError } from '../../../../shared/errors.ts';

const mebibyte = 1024 * 1024;
const missing: AppError = { kind: 'library-missing', folder: '/videos' };
const diskFull = (neededBytes: number | null, freeBytes: number | null): AppError => ({
  kind: 'disk-full',
  folder: '/videos',
  neededBytes,
  freeBytes,
});

describe('downloads are stopped', () => {
  test('by a folder that is gone', () => {
    expect(isBlocking(missing)).toBe(true);
  });

  test('by a disk with next to no room, or of which nobody knows how much there is', () => {
    expect(isBlocking(diskFull(200 * mebibyte, 64 * mebibyte - 1))).toBe(true);
    expect(isBlocking(diskFull(null, null))).toBe(true);
  });

  test('by no disk that is full for a large video only, and by no folder that is well', () => {
    expect(isBlocking(diskFull(200 * mebibyte, 64 * mebibyte))).toBe(false);
    expect(isBlocking(null)).toBe(false);
  });
});

describe('a full disk has room again', () => {
  test('when what was needed is free', () => {
    expect(hasRoom(diskFull(100, 50), 99)).toBe(false);
    expect(hasRoom(diskFull(100, 50), 100)).toBe(true);
  });

  test('when nobody knows how much was needed, or how much is free', () => {
    expect(hasRoom(diskFull(null, 50), 0)).toBe(true);
    expect(hasRoom(diskFull(100, 50), null)).toBe(true);
  });
});

test('a folder that was not full lacks no room', () => {
  expect(hasRoom(missing, 0)).toBe(true);
  expect(hasRoom(null, 0)).toBe(true);
});

describe('a download waits for the folder', () => {
  const nowMs = 1_000;
  const error = JSON.stringify(missing);

  test('when the folder is why its next attempt is later', () => {
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error }, nowMs)).toBe(true);
  });

  test('neither when it is due anyway, nor when it is not tried by itself', () => {
    expect(waitsForFolder({ nextAttemptAtMs: 1_000, error }, nowMs)).toBe(false);
    expect(waitsForFolder({ nextAttemptAtMs: null, error }, nowMs)).toBe(false);
  });

  test('not when something else failed', () => {
    const other = JSON.stringify({ kind: 'file-missing' } satisfies AppError);
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error: other }, nowMs)).toBe(false);
    expect(waitsForFolder({ nextAttemptAtMs: 2_000, error: null }, nowMs)).toBe(false);
  });
});
