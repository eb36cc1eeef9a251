// Encodes the simulator's clips and makes the library's posters in a hidden page, where Chromium's codecs are. The page opens with the first job,
// closes after a minute without one, and when it dies only the current job is lost.
import type { CustomScheme } from 'electron';
import type { Log, PictureEncoding } from '../../core/ports.ts';
import type { ClipRenderer, ClipSpec } from '../../simulator/media/clip-renderer.ts';
import {
  ClipFailure,
  type Poster,
  type ProbedImage,
  parseImageMetadata,
  parsePictureSize,
  parseVideoMetadata,
  type WorkSource,
} from './clip-messages.ts';
import { createClipPageLifecycle } from './clip-page-lifecycle.ts';
import { clipSchemeName } from './clip-protocol.ts';

/** The page's scheme. Must be given to `protocol.registerSchemesAsPrivileged` before the app is ready, with all others (it can be called only once). */
export const clipScheme: CustomScheme = {
  scheme: clipSchemeName,
  // `standard` gives the page an origin, `secure` enables WebCodecs, and `supportFetchAPI` lets the page fetch from the main process.
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
};

interface ClipWindowOptions {
  /** The built renderer: holds `clip.html` and `assets/`. */
  readonly pages: string;
  readonly log: Pick<Log, 'warn'>;
  /** Each purpose has a page of its own: a busy page does not delay the other's jobs. */
  readonly purpose?: 'clips' | 'pictures';
  /** How long the page stays open without a job. */
  readonly idleMs?: number;
}

/** Makes posters of videos in the hidden page. */
export interface PosterRenderer {
  /** Decodes frames of the video. Throws a `ClipFailure`, or the signal's reason. */
  make(source: WorkSource, signal: AbortSignal): Promise<Poster>;
}

interface ImageProbe {
  /** Throws a `ClipFailure` when the bytes are no image. */
  probe(bytes: Uint8Array, signal: AbortSignal): Promise<ProbedImage>;
}

/** Decodes pictures in the hidden page. */
export interface PictureReader {
  /** Decodes the whole picture and, with `write`, encodes it anew. Throws a `ClipFailure`, or the signal's reason. */
  read(source: WorkSource, mimeType: string, write: PictureEncoding | null, signal: AbortSignal): Promise<PictureReading>;
}

interface PictureReading {
  /** Pixels of the upright picture. */
  readonly width: number;
  readonly height: number;
  /** The newly encoded picture; null without `write`. */
  readonly encoded: Uint8Array | null;
}

/** The services of the hidden page. All share one page and one queue. */
export interface ClipWindow {
  readonly clips: ClipRenderer;
  readonly posters: PosterRenderer;
  readonly images: ImageProbe;
  readonly pictures: PictureReader;
  /** Rejects all jobs and closes the page. Later jobs are rejected. */
  stop(): void;
}

const defaultIdleMs = 60_000;

function assertEncodable({ width, height, durationSeconds, framesPerSecond }: ClipSpec): void {
  const isEven = (length: number) => Number.isInteger(length) && length >= 2 && length % 2 === 0;
  if (!isEven(width) || !isEven(height)) throw new ClipFailure('cannot-encode', `a clip cannot be ${width} × ${height}: both must be even`);
  if (!(durationSeconds > 0 && framesPerSecond > 0 && Number.isFinite(durationSeconds * framesPerSecond)))
    throw new ClipFailure('cannot-encode', `a clip cannot last ${durationSeconds} s at ${framesPerSecond} frames per second`);
}

/** Creates the queue without a page; the first job opens it. */
export function createClipWindow({ pages, log, purpose = 'clips', idleMs = defaultIdleMs }: ClipWindowOptions): ClipWindow {
  const lifecycle = createClipPageLifecycle({ pages, log, purpose, idleMs });
  const addJob = (...job: Parameters<typeof lifecycle.queue.add>) => {
    if (lifecycle.isStopped()) throw new ClipFailure('stopped', 'the studio is closing');
    return lifecycle.queue.add(...job);
  };

  return {
    clips: {
      render: async (spec, signal) => {
        assertEncodable(spec);
        const { parts } = await addJob({ kind: 'clip', spec }, null, signal);
        return requirePart(parts, 'clip');
      },
    },
    posters: {
      make: async (source, signal) => {
        if (source.size === 0) throw new ClipFailure('unreadable', 'the file is empty');
        const { parts, metadata } = await addJob({ kind: 'poster', size: source.size }, source, signal);
        return { ...parseVideoMetadata(metadata), poster: requirePart(parts, 'poster'), filmstrip: requirePart(parts, 'filmstrip') };
      },
    },
    images: {
      probe: async (bytes, signal) => {
        if (bytes.length === 0) throw new ClipFailure('unreadable', 'the file is empty');
        const source: WorkSource = { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) };
        const { metadata } = await addJob({ kind: 'image', size: bytes.length }, source, signal);
        return parseImageMetadata(metadata);
      },
    },
    pictures: {
      read: async (source, mimeType, write, signal) => {
        if (source.size === 0) throw new ClipFailure('unreadable', 'the file is empty');
        const { parts, metadata } = await addJob({ kind: 'picture', size: source.size, mimeType, write }, source, signal);
        return { ...parsePictureSize(metadata), encoded: write === null ? null : requirePart(parts, 'picture') };
      },
    },
    stop: lifecycle.stop,
  };
}

/** Returns a file that the page has made. Throws `ClipFailure` when it is missing, which is a bug of the page. */
function requirePart(parts: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = parts.get(name);
  if (!bytes || bytes.length === 0) throw new ClipFailure('internal', `the clip page sent no ${name}`);
  return bytes;
}
