// A bench with one stored video, and the records of its library.
import type { GenerationRequest } from '../../shared/generation.ts';
import { fox, startBench } from './studio-bench.ts';

type Bench = ReturnType<typeof startBench>;

/** Starts a bench and stores the video of this request. */
export async function startBenchWithVideo(request: GenerationRequest = fox): Promise<{ readonly bench: Bench; readonly id: number }> {
  const bench = startBench();
  await bench.connect();
  const [id = 0] = await bench.submit(request);
  const task = await bench.taskIn(id, 'pending');
  bench.api.finish(task.serviceTaskId);
  await bench.clock.advance(60_000);
  await bench.clock.settle();
  await bench.taskIn(id, 'completed');
  return { bench, id };
}

/** The records of all videos in the library. */
export const libraryItems = async (bench: Bench) => {
  const { resultIds } = await bench.must('library.index', {});
  return (await bench.must('library.records', { resultIds })).items;
};
