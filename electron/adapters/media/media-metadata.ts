// Reads size, duration and frame rate of videos and sounds that are not MP4: WebM, Matroska, MPEG streams, MP3 and similar. Metadata that
// cannot be read within a budget is unknown. This is not an error, because the service decides what it accepts.
import type { Input, InputFormat } from 'mediabunny';
import type { ByteReader } from '../mp4/mp4-boxes.ts';
import { codecOfMediabunny } from './video-codec.ts';

interface MediaMetadata {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
}

const unknownMetadata: MediaMetadata = { width: null, height: null, durationSeconds: null, framesPerSecond: null };

/** The limits for reading one file. */
export interface ReadBudget {
  /** Bytes read from the file. */
  readonly bytes: number;
  /** Calls of the reader. */
  readonly reads: number;
  /** Milliseconds. */
  readonly ms: number;
}

/** A file without a stored duration has to be read to its end; no reference may cost more than this. */
const referenceBudget: ReadBudget = { bytes: 32 * 1024 * 1024, reads: 4_000, ms: 5_000 };
const cacheBytes = 4 * 1024 * 1024;

/** Thrown inside this file when the budget is spent. */
class BudgetSpentError extends Error {}

/** Metadata and tracks of a file. */
export interface MediaTracks {
  readonly metadata: MediaMetadata;
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
  /** See `video-codec.ts`. */
  readonly codec: string | null;
}

type MediaReading =
  | { readonly kind: 'read'; readonly tracks: MediaTracks }
  /** The file is damaged, or of a kind that is not read here. */
  | { readonly kind: 'unreadable' }
  /** The budget was spent first; the file may be intact. */
  | { readonly kind: 'budget-spent' };

/** Reads the metadata; every field is null if the content cannot be read within the budget. Throws errors of the reader. */
export async function readMediaMetadata(reader: ByteReader, mimeType: string): Promise<MediaMetadata> {
  const reading = await readMediaTracks(reader, mimeType, referenceBudget);
  return reading.kind === 'read' ? reading.tracks.metadata : unknownMetadata;
}

/** Reads the tracks within a budget. Throws errors of the reader, even errors that the parser wraps or swallows. */
export async function readMediaTracks(reader: ByteReader, mimeType: string, budget: ReadBudget): Promise<MediaReading> {
  // Loaded with the first such file, because most users never use such a file.
  const media = await import('mediabunny');
  const formats: Readonly<Record<string, InputFormat>> = {
    'video/webm': media.WEBM,
    'video/x-matroska': media.MATROSKA,
    'video/mp2t': media.MPEG_TS,
    'audio/mpeg': media.MP3,
    'audio/aac': media.ADTS,
    'audio/flac': media.FLAC,
    'audio/ogg': media.OGG,
  };
  const format = formats[mimeType];
  if (format === undefined) return { kind: 'unreadable' };
  let reads = 0;
  let bytes = 0;
  // The parser wraps or swallows errors of its source, so the first error is recorded here.
  let failure: { readonly error: unknown } | null = null;
  const deadlineMs = performance.now() + budget.ms;
  const source = new media.CustomSource({
    getSize: () => reader.size,
    read: async (start, end) => {
      reads += 1;
      bytes += end - start;
      try {
        if (reads > budget.reads || bytes > budget.bytes || performance.now() > deadlineMs) throw new BudgetSpentError('too much to read');
        // Copies the bytes, because the reader may reuse its memory.
        return Uint8Array.from(await reader.read(start, end - start));
      } catch (error) {
        failure ??= { error };
        throw error;
      }
    },
    maxCacheSize: cacheBytes,
    handleUnhandledError: () => undefined,
  });
  const input = new media.Input({ source, formats: [format] });
  let tracks: MediaTracks | null = null;
  try {
    tracks = await readTracks(input);
  } catch {
    // Handled below: if the parser fails and its source did not fail, the file is damaged.
  } finally {
    input.dispose();
  }
  const readFailure = failure as { readonly error: unknown } | null;
  if (readFailure !== null && !(readFailure.error instanceof BudgetSpentError)) throw readFailure.error;
  // The essential metadata was read before the budget was spent.
  if (tracks !== null) return { kind: 'read', tracks };
  return { kind: readFailure === null ? 'unreadable' : 'budget-spent' };
}

async function readTracks(input: Input): Promise<MediaTracks> {
  const video = await input.getPrimaryVideoTrack();
  const width = video === null ? null : Math.round(await video.getDisplayWidth());
  const height = video === null ? null : Math.round(await video.getDisplayHeight());
  const seconds = await orNull(async () => (await input.getDurationFromMetadata()) ?? (await presentationSeconds(input)));
  const rate = video === null ? null : await orNull(() => video.computeFrameRateMetrics());
  const metadata = {
    width,
    height,
    durationSeconds: seconds !== null && Number.isFinite(seconds) && seconds > 0 ? roundToThousandths(seconds) : null,
    framesPerSecond: rate !== null && rate.probedPacketCount > 1 ? roundToThousandths(rate.bestGuessFrameRate) : null,
  };
  const audio = await orNull(() => input.getPrimaryAudioTrack());
  const codec = video === null ? null : codecOfMediabunny(await orNull(() => video.getCodec()));
  return { metadata, hasVideo: video !== null, hasAudio: audio !== null, codec };
}

/** Returns the duration without the start offset: time stamps of transport streams can begin at any time, mostly at 1.4 s. */
async function presentationSeconds(input: Input): Promise<number> {
  return (await input.computeDuration()) - Math.max(0, await input.getFirstTimestamp());
}

/** Returns null for a value that cannot be read, so that the others are kept. */
async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch {
    return null;
  }
}

const roundToThousandths = (value: number): number => Math.round(value * 1_000) / 1_000;
