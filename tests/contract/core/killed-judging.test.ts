// The process is killed while it changes many videos. Each slice is stored completely or not at all, and undo reverts the stored slices.
import { expect, test } from 'vitest';
import { videosPerSlice } from '../../../electron/core/library/judge/video-slices.ts';
import { seededRandom } from '../../soak/trial.ts';
import { killJudging } from '../../soak/undo/kill-judging.ts';
import { folderPerTest } from '../../support/folder-per-test.ts';
import { dumpJudgements, openJudging, seedVideos } from '../../support/judging.ts';

const at = folderPerTest('killed-judging-');
const videoCount = 2_100;

test('a kill while all videos are tagged leaves the tag on whole slices, and undo removes the tag', async () => {
  const path = at('studio.sqlite');
  const first = openJudging(path);
  seedVideos(first.tables, videoCount);
  const before = dumpJudgements(first.database);
  await first.close();
  const random = seededRandom(7);
  const counts: number[] = [];
  for (let kill = 0; kill < 3; kill += 1) {
    await killJudging(path, 'rain', 2 + Math.floor(random() * 4));
    const judging = openJudging(path);
    const [tag] = (await judging.must('tags.list', {})).tags;
    const taggedCount = tag?.videoCount ?? 0;
    counts.push(taggedCount);
    expect(taggedCount % videosPerSlice).toBe(0);
    expect(judging.status().actions.undo?.count ?? 0).toBe(taggedCount);
    await judging.must('actions.undo', { actionId: null });
    expect(dumpJudgements(judging.database)).toBe(before);
    await judging.close();
  }
  expect(counts.some((count) => count > 0 && count < videoCount)).toBe(true);
});
