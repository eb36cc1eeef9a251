// Media files come from strangers: services, websites, memory sticks. Their headers, boxes and tags are parsed in a thread of its own, which is ended when a
// file keeps it busy for too long or fills its memory; the studio's own thread only waits. One question at a time; the thread comes with the first one and
// goes when nothing was asked for a while.
import type { FileHandle } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { FromMediaThread, MediaAnswers, MediaOrder, MediaQuestion } from './media-question.ts';

/** What became of a question: its answer, or that the file was too much for the thread. File errors are thrown, with their `code`. */
export type MediaAnswer<K extends MediaQuestion['kind']> =
  | { readonly kind: 'answered'; readonly answer: MediaAnswers[K] }
  | { readonly kind: 'gave-up'; readonly why: 'timed-out' | 'died' };

export interface MediaThread {
  /** `handle` must stay open until the promise is settled. */
  ask<Q extends MediaQuestion>(handle: FileHandle, size: number, question: Q): Promise<MediaAnswer<Q['kind']>>;
}

export interface MediaThreadOptions {
  /** How long one question may take, in milliseconds. */
  readonly limitMs: number;
  /** What the thread runs; the parser by default. */
  readonly workerFile?: URL;
}

/** Beside this module: as a source it is TypeScript, built both are JavaScript in one folder. */
const parser = new URL(import.meta.url.endsWith('.ts') ? './media-worker.ts' : './media-worker.js', import.meta.url);
const idleMs = 10_000;
/** The largest index that is read has 64 MB; a parser of a stranger's file gets a few times that. */
const mostMegabytes = 512;

export function createMediaThread({ limitMs, workerFile = parser }: MediaThreadOptions): MediaThread {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let ids = 0;
  let last: Promise<unknown> = Promise.resolve();

  function running(): Worker {
    clearTimeout(idle);
    if (worker !== null) return worker;
    const started = new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
    // A thread at rest must not keep a process alive that is otherwise done.
    started.unref();
    // Whoever asks hears of it by itself; one that dies at rest is missed by nobody.
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (worker === started) worker = null;
    });
    worker = started;
    return started;
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = null;
    // Only when it has ended reads it no file any more.
    await ended?.terminate();
  }

  async function askNow<Q extends MediaQuestion>(handle: FileHandle, size: number, question: Q): Promise<MediaAnswer<Q['kind']>> {
    ids += 1;
    const order: MediaOrder = { id: ids, fd: handle.fd, size, question };
    const asked = running();
    const told = await new Promise<FromMediaThread | 'timed-out' | 'died'>((resolve) => {
      const timer = setTimeout(() => done('timed-out'), limitMs);
      const died = (): void => done('died');
      const heard = (message: FromMediaThread): void => {
        if (message.id === order.id) done(message);
      };
      const done = (what: FromMediaThread | 'timed-out' | 'died'): void => {
        clearTimeout(timer);
        asked.off('message', heard).off('error', died).off('exit', died);
        resolve(what);
      };
      asked.on('message', heard).once('error', died).once('exit', died);
      asked.postMessage(order);
    });
    if (told === 'timed-out' || told === 'died') {
      await end();
      return { kind: 'gave-up', why: told };
    }
    idle = setTimeout(() => void end(), idleMs);
    idle.unref();
    if (told.kind === 'failed') throw Object.assign(new Error(told.message), told.code === '' ? {} : { code: told.code });
    return { kind: 'answered', answer: told.answer as MediaAnswers[Q['kind']] };
  }

  return {
    ask(handle, size, question) {
      const mine = last.then(() => askNow(handle, size, question));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

/** Nobody waits longer for a file that was just given. */
const givenLimitMs = 15_000;
/** The folder of videos may be a slow network drive, and nobody waits. */
const storedLimitMs = 120_000;

/** For files that a person gives: a slow library holds none of them up. */
export const givenMedia = createMediaThread({ limitMs: givenLimitMs });
/** For results and stored videos. */
export const storedMedia = createMediaThread({ limitMs: storedLimitMs });
