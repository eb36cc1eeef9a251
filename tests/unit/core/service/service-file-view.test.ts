// The view of a file on the file host for the window.
import { describe, expect, test } from 'vitest';
import { serviceFileView, usesByContent } from '../../../../electron/core/service/service-file-view.ts';
import type { TaskState } from '../../../../shared/task.ts';
import { fox } from '../../../support/studio-bench.ts';

const hourMs = 3_600_000;
const hostFile = { fileId: 'file_1', name: 'abc.png', bytes: 6, uploadedAtMs: 10 * hourMs };
const row = {
  profileId: 1,
  sha256: 'abc',
  fileId: 'file_1',
  url: 'https://files.example/file_1',
  uploadedAtMs: 9 * hourMs,
  expiresAtMs: 80 * hourMs,
  response: '{"file_id":"file_1"}',
  normalizeReasons: '[]',
};

describe('a file that the studio did not upload', () => {
  test('expires 72 hours after its upload, and has no URL', () => {
    expect(serviceFileView(hostFile, null)).toEqual({
      ...hostFile,
      expiresAtMs: 82 * hourMs,
      url: null,
      taskCount: 0,
      uploadResponse: null,
    });
  });

  test('has no expiry if the host does not return the upload time', () => {
    expect(serviceFileView({ ...hostFile, uploadedAtMs: null }, null).expiresAtMs).toBeNull();
  });
});

describe('a file that the studio uploaded', () => {
  const upload = { row, referenceName: 'Fox.png', taskCount: 2 };

  test('has its URL, the expiry and the response of its upload, and the tasks that use it', () => {
    expect(serviceFileView(hostFile, upload)).toEqual({
      ...hostFile,
      name: 'Fox.png',
      expiresAtMs: 80 * hourMs,
      url: row.url,
      taskCount: 2,
      uploadResponse: { file_id: 'file_1' },
    });
  });

  test('keeps the host’s name if that is not the name of its content, or no reference has the content', () => {
    expect(serviceFileView({ ...hostFile, name: 'renamed.png' }, upload).name).toBe('renamed.png');
    expect(serviceFileView(hostFile, { ...upload, referenceName: null }).name).toBe('abc.png');
  });

  test('has the studio’s upload time if the host does not return one', () => {
    expect(serviceFileView({ ...hostFile, uploadedAtMs: null }, upload).uploadedAtMs).toBe(9 * hourMs);
  });
});

describe('the tasks that use a file', () => {
  const task = (state: TaskState, ids: readonly number[], profileId = 1) => ({
    profileId,
    state,
    request: { ...fox, references: ids.map((referenceId) => ({ role: 'first-frame' as const, referenceId })) },
  });
  const contents = new Map([
    [1, 'abc'],
    [2, 'def'],
    [3, 'abc'],
  ]);
  const uses = (...tasks: readonly ReturnType<typeof task>[]) =>
    Object.fromEntries(usesByContent(tasks, 1, (referenceId) => contents.get(referenceId)));

  test('include those at the service and those that may be there', () => {
    const states: readonly TaskState[] = ['submitting', 'unconfirmed', 'pending', 'processing', 'waiting', 'completed'];
    expect(uses(...states.map((state) => task(state, [1])))).toEqual({ abc: 4 });
  });

  test('count once each, however often they use the content', () => {
    expect(uses(task('pending', [1, 3, 2]))).toEqual({ abc: 1, def: 1 });
  });

  test('belong to the profile only, and a missing reference counts for nothing', () => {
    expect(uses(task('pending', [1], 2), task('pending', [99]))).toEqual({});
  });
});
