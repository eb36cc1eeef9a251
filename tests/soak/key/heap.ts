// The heap of a page as the debugger writes it down: every text that is still held.
import type { Page } from '@playwright/test';

/** Stands in the page, so that a search of its heap that finds nothing is known to have looked. */
export const heapCanary = 'canary-of-the-heap-5f0e';

/** A snapshot that holds the canary. Garbage is collected first: what counts is what is kept. */
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
