// Up to ten frames of a video side by side in one image, for the library to run through under the pointer.
import { EncodedPacketSink, type InputVideoTrack, VideoSampleSink } from 'mediabunny';
import { JobFailure } from './job-messages.ts';
import { toJpeg } from './jpeg.ts';

const MOST_FRAMES = 10;
const FRAME_WIDTH = 160;
/** A strip of frames taller than this is no use, and a forged ratio must not ask for a giant canvas. */
const TALLEST_FRAME = 640;

export interface FilmstripFacts {
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
}

/**
 * The times to show. A frame near a key frame is replaced by it: decoding from key frame to key frame costs a frame each, anything else
 * costs all the frames in between.
 */
async function frameTimes(track: InputVideoTrack, durationSeconds: number): Promise<number[]> {
  const packets = new EncodedPacketSink(track);
  const start = await track.getFirstTimestamp();
  const step = durationSeconds / MOST_FRAMES;
  const times: number[] = [];
  for (let number = 0; number < MOST_FRAMES; number += 1) {
    const wanted = start + (number + 0.5) * step;
    const key = await packets.getKeyPacket(wanted, { metadataOnly: true });
    times.push(key && wanted - key.timestamp < step * 0.6 ? Math.max(start, key.timestamp) : wanted);
  }
  return times.filter((time, number) => number === 0 || time > (times[number - 1] ?? -1));
}

export async function makeFilmstrip(track: InputVideoTrack, facts: FilmstripFacts, signal: AbortSignal): Promise<Blob> {
  const times = await frameTimes(track, facts.durationSeconds);
  const frameHeight = Math.max(1, Math.min(TALLEST_FRAME, Math.round((FRAME_WIDTH * facts.height) / facts.width)));
  const canvas = new OffscreenCanvas(FRAME_WIDTH * times.length, frameHeight);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  context.imageSmoothingQuality = 'medium';

  let drawn = 0;
  let last = Number.NaN;
  for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(times)) {
    if (!sample) continue;
    // A short video has fewer frames than there are times to ask for.
    if (sample.timestamp !== last) {
      sample.draw(context, drawn * FRAME_WIDTH, 0, FRAME_WIDTH, frameHeight);
      drawn += 1;
    }
    last = sample.timestamp;
    sample.close();
    signal.throwIfAborted();
  }
  if (drawn === 0) throw new JobFailure('undecodable', 'no frame of the video could be decoded');
  if (drawn === times.length) return toJpeg(canvas, 0.75);
  const shorter = new OffscreenCanvas(FRAME_WIDTH * drawn, frameHeight);
  shorter.getContext('2d', { alpha: false })?.drawImage(canvas, 0, 0);
  return toJpeg(shorter, 0.75);
}
