// A bench for tests of the library folder, whose library is a map in memory, with steps and reads that these tests share.
import { beforeEach } from 'vitest';
import { benchPerTest } from './bench-per-test.ts';
import { holdDownloads } from './held-calls.ts';
import { storeVideos } from './store-videos.ts';
import { fox } from './studio-bench.ts';

/**
 * Gives each test of the file a bench that runs up to 50 tasks at once. Call this function once, at the top of the file, before the file's
 * own hooks.
 */
export function libraryPerTest() {
  const bench = benchPerTest();
  beforeEach(async () => {
    await bench.must('settings.change', { maxConcurrentTasks: 50 });
  });
  const recordOf = async (resultId: number) => (await bench.must('library.records', { resultIds: [resultId] })).items[0];
  return {
    bench,
    storeMany: (count: number): Promise<number[]> => storeVideos(bench, count),
    /** Starts the download of one more video, which waits until it is released. */
    async startHeldDownload() {
      const download = holdDownloads(bench.library);
      await bench.submit(fox, 1);
      bench.api.finish(bench.api.lastTaskId());
      await bench.clock.advance(25_000);
      return download;
    },
    recordOf,
    pathOf: async (resultId: number) => `/videos/${(await recordOf(resultId))?.fileName}`,
    libraryStatus: async () => (await bench.must('studio.snapshot', {})).status.library,
  };
}
