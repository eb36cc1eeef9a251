// Stores videos in a studio on fakes.
import { expect } from 'vitest';
import { type Bench, fox } from './studio-bench.ts';

/** Creates and stores this many videos of one request (at most 50), and returns their result ids, newest first. */
export async function storeVideos(bench: Bench, count: number): Promise<number[]> {
  const before = (await bench.must('library.index', {})).resultIds.length;
  await bench.submit(fox, count);
  for (const serviceTaskId of bench.api.tasks.keys()) bench.api.finish(serviceTaskId);
  await bench.clock.advance(25_000);
  const { resultIds } = await bench.must('library.index', {});
  expect(resultIds).toHaveLength(before + count);
  return resultIds.slice(0, count);
}
