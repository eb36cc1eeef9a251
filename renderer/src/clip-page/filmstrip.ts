// Up to ten frames of a video side by side in one image. The library shows them one after another as the pointer moves over a tile.
import { EncodedPacketSink, type InputVideoTrack, VideoSampleSink } from 'mediabunny';
import { JobFailure } from './job-messages.ts';
import { toJpeg } from './jpeg.ts';

const maxFrames = 10;
const frameWidth = 160;
/** A taller strip is useless, and a forged aspect ratio must not cause a giant canvas. */
const maxFrameHeight = 640;

/** Display size in pixels and duration of the video, as `makePoster` has read them. */
interface VideoProperties {
  readonly width: number;
  readonly height: number;
  readonly durationSeconds: number;
}

/**
 * Returns the times to show, in seconds. A time soon after a key frame is replaced by the time of the key frame. Decoding a key frame
 * decodes one frame; decoding any other frame decodes all frames since the last key frame.
 */
async function frameTimes(track: InputVideoTrack, durationSeconds: number): Promise<number[]> {
  const packets = new EncodedPacketSink(track);
  const start = await track.getFirstTimestamp();
  const step = durationSeconds / maxFrames;
  const times: number[] = [];
  for (let index = 0; index < maxFrames; index += 1) {
    const targetTime = start + (index + 0.5) * step;
    const keyPacket = await packets.getKeyPacket(targetTime, { metadataOnly: true });
    times.push(keyPacket && targetTime - keyPacket.timestamp < step * 0.6 ? Math.max(start, keyPacket.timestamp) : targetTime);
  }
  return times.filter((time, index) => index === 0 || time > (times[index - 1] ?? -1));
}

/**
 * Draws the strip as a JPEG: each frame is 160 pixels wide, and a short video gives fewer than ten. Throws `JobFailure('undecodable')` when
 * no frame can be decoded, and the signal's reason after an abort.
 */
export async function makeFilmstrip(track: InputVideoTrack, video: VideoProperties, signal: AbortSignal): Promise<Blob> {
  const times = await frameTimes(track, video.durationSeconds);
  const frameHeight = Math.max(1, Math.min(maxFrameHeight, Math.round((frameWidth * video.height) / video.width)));
  const canvas = new OffscreenCanvas(frameWidth * times.length, frameHeight);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  context.imageSmoothingQuality = 'medium';

  let drawnFrames = 0;
  let lastTimestamp = Number.NaN;
  for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(times)) {
    if (!sample) continue;
    // A short video has fewer frames than requested times.
    if (sample.timestamp !== lastTimestamp) {
      sample.draw(context, drawnFrames * frameWidth, 0, frameWidth, frameHeight);
      drawnFrames += 1;
    }
    lastTimestamp = sample.timestamp;
    sample.close();
    signal.throwIfAborted();
  }
  if (drawnFrames === 0) throw new JobFailure('undecodable', 'no frame of the video could be decoded');
  if (drawnFrames === times.length) return toJpeg(canvas, 0.75);
  const shorterCanvas = new OffscreenCanvas(frameWidth * drawnFrames, frameHeight);
  shorterCanvas.getContext('2d', { alpha: false })?.drawImage(canvas, 0, 0);
  return toJpeg(shorterCanvas, 0.75);
}
