// Encodes the simulator's clips and makes the library's posters in a hidden page, which is where Chromium's codecs are. The page comes up with
// the first job, goes after a minute without one, and may die without taking anything with it but the job at hand.
import type { CustomScheme } from 'electron';
import type { Log, PictureEncoding } from '../../core/ports.ts';
import type { ClipRenderer, ClipSpec } from '../../simulator/media/clip-renderer.ts';
import {
  ClipFailure,
  type Poster,
  type ProbedImage,
  parseImageFacts,
  parsePictureSize,
  parseVideoFacts,
  type WorkSource,
} from './clip-messages.ts';
import { type ClipPage, openClipPage } from './clip-page-view.ts';
import { CLIP_SCHEME, createClipProtocol } from './clip-protocol.ts';
import { createClipQueue, type WorkItem } from './clip-queue.ts';

/** Must be among the schemes given to `protocol.registerSchemesAsPrivileged` before the app is ready (it can be called only once). */
export const clipScheme: CustomScheme = {
  scheme: CLIP_SCHEME,
  // `standard` gives the page an origin, `secure` WebCodecs, `supportFetchAPI` its way to us.
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

export interface ClipWindowOptions {
  /** The built renderer: holds `clip.html` and `assets/`. */
  readonly pages: string;
  readonly log: Pick<Log, 'warn'>;
  /** A page of its own for each purpose: what one is busy with holds up none of the others. */
  readonly purpose?: 'clips' | 'pictures';
  /** How long the page stays without work. */
  readonly idleMs?: number;
}

export interface PosterRenderer {
  /** Throws a `ClipFailure` that says why, or the signal's reason. */
  make(source: WorkSource, signal: AbortSignal): Promise<Poster>;
}

export interface ImageProbe {
  /** Throws a `ClipFailure` when the bytes are no image. */
  probe(bytes: Uint8Array, signal: AbortSignal): Promise<ProbedImage>;
}

export interface PictureReader {
  /** Decodes the whole picture, and writes it anew where asked to. Throws a `ClipFailure` that says why not, or the signal's reason. */
  read(source: WorkSource, mimeType: string, write: PictureEncoding | null, signal: AbortSignal): Promise<PictureReading>;
}

export interface PictureReading {
  /** Upright. */
  readonly width: number;
  readonly height: number;
  readonly written: Uint8Array | null;
}

export interface ClipWindow {
  readonly clips: ClipRenderer;
  readonly posters: PosterRenderer;
  readonly images: ImageProbe;
  readonly pictures: PictureReader;
  /** Rejects what is under way and closes the page. Nothing can be asked afterwards. */
  stop(): void;
}

const IDLE_MS = 60_000;
const POSTER_LIMIT_MS = 60_000;
/** A picture of 150 megapixels takes seconds. */
const PICTURE_LIMIT_MS = 45_000;
const START_LIMIT_MS = 30_000;
const MOST_FAILED_STARTS = 2;
/** Software encoding of 4k takes about 0.1 s a frame on two slow cores; this is ten times that. */
const CLIP_LIMIT_MS = { least: 60_000, perMegapixel: 120 } as const;

function limitMs({ work }: WorkItem): number {
  if (work.kind === 'picture') return PICTURE_LIMIT_MS;
  if (work.kind !== 'clip') return POSTER_LIMIT_MS;
  const { width, height, durationSeconds, framesPerSecond } = work.spec;
  return CLIP_LIMIT_MS.least + ((width * height) / 1e6) * durationSeconds * framesPerSecond * CLIP_LIMIT_MS.perMegapixel;
}

function assertDrawable({ width, height, durationSeconds, framesPerSecond }: ClipSpec): void {
  const even = (length: number) => Number.isInteger(length) && length >= 2 && length % 2 === 0;
  if (!even(width) || !even(height)) throw new ClipFailure('cannot-encode', `a clip cannot be ${width} × ${height}: both must be even`);
  if (!(durationSeconds > 0 && framesPerSecond > 0 && Number.isFinite(durationSeconds * framesPerSecond)))
    throw new ClipFailure('cannot-encode', `a clip cannot last ${durationSeconds} s at ${framesPerSecond} frames per second`);
}

export function createClipWindow({ pages, log, purpose = 'clips', idleMs = IDLE_MS }: ClipWindowOptions): ClipWindow {
  let page: ClipPage | null = null;
  let stopped = false;
  let timed: WorkItem | null = null;
  let timer: NodeJS.Timeout | null = null;
  /** Pages in a row that never asked for work: a page that cannot start must fail the jobs, not be opened for ever. */
  let failedStarts = 0;

  const arm = (ms: number, then: () => void) => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(then, ms);
    // A page at rest must not keep a process alive that is otherwise done.
    timer.unref();
  };

  const queue = createClipQueue(({ waiting, running }) => {
    if (stopped) return;
    if (running && running !== timed) {
      failedStarts = 0;
      arm(limitMs(running), () => lose(`a ${running.work.kind} job took too long`, true));
    }
    timed = running;
    if ((waiting > 0 || running) && !page) page = openPage();
    if (!running && page) {
      if (waiting > 0) arm(START_LIMIT_MS, () => lose('the clip page did not start', false));
      else arm(idleMs, () => closePage());
    }
  });
  const answer = createClipProtocol(queue, pages);

  function closePage(): void {
    page?.close();
    page = null;
    queue.onPageGone();
  }

  /** The page is of no use any more: its job is tried once more, or fails, and so does everything when it cannot even start. */
  function lose(cause: string, tookTooLong: boolean): void {
    log.warn('clip-page-lost', { cause });
    if (timed === null) failedStarts += 1;
    page?.close();
    page = null;
    if (failedStarts >= MOST_FAILED_STARTS) {
      failedStarts = 0;
      queue.rejectAll(new ClipFailure('not-started', cause));
    }
    // Not tried again: it would take as long once more.
    if (tookTooLong) queue.giveUpRunning(new ClipFailure('timed-out', cause));
    queue.onPageGone();
  }

  function openPage(): ClipPage {
    const opened = openClipPage(`studio-${purpose}`, {
      answer,
      died: (cause) => {
        if (page === opened) lose(cause, false);
      },
    });
    return opened;
  }

  const ask = (...job: Parameters<typeof queue.add>) => {
    if (stopped) throw new ClipFailure('stopped', 'the studio is closing');
    return queue.add(...job);
  };
  const part = (parts: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array => {
    const bytes = parts.get(name);
    if (!bytes || bytes.length === 0) throw new ClipFailure('internal', `the clip page sent no ${name}`);
    return bytes;
  };

  return {
    clips: {
      render: async (spec, signal) => {
        assertDrawable(spec);
        const { parts } = await ask({ kind: 'clip', spec }, null, signal);
        return part(parts, 'clip');
      },
    },
    posters: {
      make: async (source, signal) => {
        if (source.size === 0) throw new ClipFailure('unreadable', 'the file is empty');
        const { parts, facts } = await ask({ kind: 'poster', size: source.size }, source, signal);
        return { ...parseVideoFacts(facts), poster: part(parts, 'poster'), filmstrip: part(parts, 'filmstrip') };
      },
    },
    images: {
      probe: async (bytes, signal) => {
        if (bytes.length === 0) throw new ClipFailure('unreadable', 'the file is empty');
        const source: WorkSource = { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
        const { facts } = await ask({ kind: 'image', size: bytes.length }, source, signal);
        return parseImageFacts(facts);
      },
    },
    pictures: {
      read: async (source, mimeType, write, signal) => {
        if (source.size === 0) throw new ClipFailure('unreadable', 'the file is empty');
        const { parts, facts } = await ask({ kind: 'picture', size: source.size, mimeType, write }, source, signal);
        return { ...parsePictureSize(facts), written: write === null ? null : part(parts, 'picture') };
      },
    },
    stop: () => {
      if (stopped) return;
      stopped = true;
      if (timer) clearTimeout(timer);
      closePage();
      queue.rejectAll(new ClipFailure('stopped', 'the studio is closing'));
    },
  };
}
