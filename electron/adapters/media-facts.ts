// Size, length and frame rate of videos and sounds that are no MP4: WebM, Matroska, MPEG streams, MP3 and their like. What cannot be read
// within a budget is unknown, which is no error: the service is the judge of what it takes.
import type { Input, InputFormat } from 'mediabunny';
import type { ByteReader } from './mp4-boxes.ts';

export interface MediaFacts {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
}

const unknown: MediaFacts = { width: null, height: null, durationSeconds: null, framesPerSecond: null };

/** A file that does not say how long it is has to be walked; no file costs more than this. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_READS = 4_000;
const MOST_MS = 5_000;
const CACHE_BYTES = 4 * 1024 * 1024;

/** Why reading ended early; never leaves this file. */
class BudgetSpent extends Error {}

/** What a file holds. */
export interface MediaTracks {
  readonly facts: MediaFacts;
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
}

/** All unknown where the file cannot be read. */
export async function mediaFacts(reader: ByteReader, mimeType: string): Promise<MediaFacts> {
  return (await mediaTracks(reader, mimeType))?.facts ?? unknown;
}

/** Null where the file is damaged, or of a kind that is not read here. */
export async function mediaTracks(reader: ByteReader, mimeType: string): Promise<MediaTracks | null> {
  // Loaded when the first such file comes: most people never give one.
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
  if (format === undefined) return null;
  let reads = 0;
  let bytes = 0;
  const endsAtMs = performance.now() + MOST_MS;
  const source = new media.CustomSource({
    getSize: () => reader.size,
    read: async (start, end) => {
      reads += 1;
      bytes += end - start;
      if (reads > MOST_READS || bytes > MOST_BYTES || performance.now() > endsAtMs) throw new BudgetSpent('too much to read');
      // A copy: the reader may use its memory again.
      return Uint8Array.from(await reader.read(start, end - start));
    },
    maxCacheSize: CACHE_BYTES,
    handleUnhandledError: () => undefined,
  });
  const input = new media.Input({ source, formats: [format] });
  try {
    return await tracksOf(input);
  } catch {
    // Damage, lies and spent budgets look alike from here, and mean the same: nothing is known.
    return null;
  } finally {
    input.dispose();
  }
}

async function tracksOf(input: Input): Promise<MediaTracks> {
  const video = await input.getPrimaryVideoTrack();
  const width = video === null ? null : Math.round(await video.getDisplayWidth());
  const height = video === null ? null : Math.round(await video.getDisplayHeight());
  const seconds = await orUnknown(async () => (await input.getDurationFromMetadata()) ?? (await secondsShown(input)));
  const rate = video === null ? null : await orUnknown(() => video.computeFrameRateMetrics());
  const facts = {
    width,
    height,
    durationSeconds: seconds !== null && Number.isFinite(seconds) && seconds > 0 ? rounded(seconds) : null,
    framesPerSecond: rate !== null && rate.probedPacketCount > 1 ? rounded(rate.bestGuessFrameRate) : null,
  };
  const audio = await orUnknown(() => input.getPrimaryAudioTrack());
  return { facts, hasVideo: video !== null, hasAudio: audio !== null };
}

/** Transport streams begin at whatever their clock said, mostly 1.4 s. */
async function secondsShown(input: Input): Promise<number> {
  return (await input.computeDuration()) - Math.max(0, await input.getFirstTimestamp());
}

/** One fact that cannot be had leaves the others. */
async function orUnknown<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;
