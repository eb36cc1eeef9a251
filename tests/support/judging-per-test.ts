// Opens judging over a database in memory for each test of a file, and closes it after the test.
import { afterEach, beforeEach } from 'vitest';
import { type Judging, openJudging, seedVideos } from './judging.ts';

/**
 * Judging, and the result ids of its videos. All tests of a file share both objects: reading a property reads it from the running test's
 * objects.
 */
export interface JudgingPerTest {
  readonly judging: Judging;
  readonly ids: readonly number[];
}

/**
 * Gives each test of the file a library of this many stored videos. Call this function once, at the top of the file, before the file's own
 * hooks.
 */
export function judgingPerTest(videoCount: number): JudgingPerTest {
  let opened: Judging;
  const ids: number[] = [];
  beforeEach(() => {
    opened = openJudging();
    ids.splice(0, ids.length, ...seedVideos(opened.tables, videoCount));
  });
  afterEach(() => opened.close());
  return { judging: new Proxy({} as Judging, { get: (_, name) => Reflect.get(opened, name) }), ids };
}
