import { describe, expect, it } from 'vitest';
import { ClipFailure, type Work } from '../../../../electron/shell/clip-page/clip-messages.ts';
import { createClipQueue } from '../../../../electron/shell/clip-page/clip-queue.ts';

const clip: Work = {
  kind: 'clip',
  spec: { width: 2, height: 2, durationSeconds: 1, framesPerSecond: 1, audio: false, prompt: '', caption: '', seed: 1 },
};
const poster: Work = { kind: 'poster', size: 1 };
const neverAborted = new AbortController().signal;

describe('the queue of clip jobs', () => {
  it('runs one job at a time, posters before clips, otherwise in order', async () => {
    const queue = createClipQueue(() => undefined);
    const done: string[] = [];
    for (const [name, work] of [
      ['clip 1', clip],
      ['clip 2', clip],
      ['poster', poster],
    ] as const)
      void queue.add(work, null, neverAborted).then(() => done.push(name));
    for (let round = 0; round < 3; round += 1) {
      const item = await queue.next();
      queue.finish(item?.id ?? '', {});
      await Promise.resolve();
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual(['poster', 'clip 1', 'clip 2']);
  });

  it('gives a waiting page a job as soon as one is added', async () => {
    const queue = createClipQueue(() => undefined);
    const nextItem = queue.next();
    const result = queue.add(clip, null, neverAborted);
    const item = await nextItem;
    queue.addPart(item?.id ?? '', 'clip', new Uint8Array([1]));
    queue.finish(item?.id ?? '', { fine: true });
    expect(await result).toEqual({ parts: new Map([['clip', new Uint8Array([1])]]), metadata: { fine: true } });
  });

  it('retries a job once after a crash of the page, without the parts of the first attempt', async () => {
    const queue = createClipQueue(() => undefined);
    const result = queue.add(clip, null, neverAborted);
    const first = await queue.next();
    queue.addPart(first?.id ?? '', 'clip', new Uint8Array([1]));
    queue.onPageGone();
    const second = await queue.next();
    expect(second?.id).toBe(first?.id);
    queue.onPageGone();
    await expect(result).rejects.toMatchObject({ reason: 'crashed' });
    expect(queue.running(first?.id ?? '')).toBeNull();
  });

  it('drops an aborted waiting job, and signals the page about a running one', async () => {
    const queue = createClipQueue(() => undefined);
    const controllers = [new AbortController(), new AbortController()] as const;
    const running = queue.add(clip, null, controllers[0].signal);
    const waiting = queue.add(clip, null, controllers[1].signal);
    const item = await queue.next();
    for (const controller of controllers) controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect([item?.endSignal.aborted, item?.isAbandoned]).toEqual([true, true]);
    // The page ends the job, and the queue continues.
    queue.fail(item?.id ?? '', new ClipFailure('internal', 'abandoned'));
    const next = queue.add(poster, null, neverAborted);
    const following = await queue.next();
    queue.finish(following?.id ?? '', 1);
    expect((await next).metadata).toBe(1);
  });

  it('rejects a signal that is already aborted', async () => {
    await expect(createClipQueue(() => undefined).add(clip, null, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ignores messages of the page about a job that is not running', async () => {
    const queue = createClipQueue(() => undefined);
    const result = queue.add(clip, null, neverAborted);
    await queue.next();
    queue.finish('00000000-0000-0000-0000-000000000000', {});
    queue.rejectAll(new ClipFailure('stopped', 'closing'));
    await expect(result).rejects.toMatchObject({ reason: 'stopped' });
  });
});
