// Rebuilds the library of a bench and waits until the rebuild has ended.
import type { startBench } from './studio-bench.ts';

/** Rebuilds the library and returns the report. */
export async function rebuildLibrary(bench: ReturnType<typeof startBench>) {
  await bench.must('library.rebuild', {});
  for (let n = 0; n < 200; n += 1) {
    await bench.clock.settle();
    const { rebuild } = (await bench.must('studio.snapshot', {})).status.library;
    if (rebuild?.state !== 'running') return rebuild;
  }
  throw new Error('the rebuild does not end');
}
