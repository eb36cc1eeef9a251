// A snapshot of a page's heap from the debugger, with every text that is still referenced.
import type { Page } from '@playwright/test';

/** A text that is put into the page. Finding this text in the heap proves that the search works. */
export const heapCanary = 'canary-of-the-heap-5f0e';

/** Takes a heap snapshot after a garbage collection. The snapshot contains the canary. */
export async function heapOf(page: Page): Promise<Buffer> {
  await page.evaluate((text) => {
    (globalThis as unknown as { canary: string }).canary = text;
  }, heapCanary);
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return Buffer.from(chunks.join(''));
}
