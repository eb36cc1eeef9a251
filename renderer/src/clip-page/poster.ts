// Makes the still images of a library video: a poster, and a filmstrip for hovering. Also reads its size, duration, frame rate and sound.
import { Input, type InputVideoTrack, MATROSKA, MP4, MPEG_TS, QTFF, VideoSampleSink, WEBM } from 'mediabunny';
import { makeFilmstrip } from './filmstrip.ts';
import { JobFailure, type JobResult } from './job-messages.ts';
import { jobSource } from './job-source.ts';
import { toJpeg } from './jpeg.ts';
import { averageBrightness } from './pixels.ts';

const maxPosterEdge = 640;
/** Times that are tried in this order until a frame is not black, because many videos fade in. */
const posterSeconds = [0.3, 0.8, 1.6, 3] as const;
/** A frame with a mean luma (0 to 255) below this counts as black. */
const maxBlackLuma = 12;

interface OpenedVideo {
  readonly track: InputVideoTrack;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  readonly hasAudio: boolean;
}

async function openVideo(input: Input): Promise<OpenedVideo> {
  try {
    if (!(await input.canRead())) throw new JobFailure('unreadable', 'this is not a video file of a kind the studio can read');
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw new JobFailure('no-video', 'there is no picture in this file');
    const rate = await track.computeFrameRateMetrics();
    return {
      track,
      durationSeconds: await track.computeDuration(),
      // A single frame has no frame rate; the guess would be the time scale of the file.
      framesPerSecond: rate.probedPacketCount > 1 ? rate.bestGuessFrameRate : 0,
      hasAudio: (await input.getPrimaryAudioTrack()) !== null,
    };
  } catch (error) {
    if (error instanceof JobFailure) throw error;
    throw new JobFailure('unreadable', `the video file is damaged: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/**
 * Performs a job of kind `poster`: resolves with the JPEG parts `poster` (longest edge at most 640 pixels) and `filmstrip`, and with size,
 * duration, frame rate (0 when unknown) and `hasAudio` as metadata. Throws `JobFailure`: `unreadable` for a damaged or unknown file,
 * `no-video` without a video track, `undecodable` when this computer cannot decode it.
 */
export async function makePoster(job: { readonly id: string; readonly size: number }, signal: AbortSignal): Promise<JobResult> {
  const input = new Input({ source: jobSource(job, signal), formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS] });
  try {
    const opened = await openVideo(input);
    if (!(await opened.track.canDecode())) {
      const codec = (await opened.track.getCodecParameterString()) ?? 'an unknown codec';
      throw new JobFailure('undecodable', `this computer cannot decode the video (${codec})`);
    }
    const width = await opened.track.getDisplayWidth();
    const height = await opened.track.getDisplayHeight();
    try {
      const poster = await drawPoster(opened, width, height);
      const filmstrip = await makeFilmstrip(opened.track, { width, height, durationSeconds: opened.durationSeconds }, signal);
      return {
        parts: { poster, filmstrip },
        metadata: {
          width,
          height,
          durationSeconds: opened.durationSeconds,
          framesPerSecond: Math.round(opened.framesPerSecond * 1000) / 1000,
          hasAudio: opened.hasAudio,
        },
      };
    } catch (error) {
      if (error instanceof JobFailure) throw error;
      throw new JobFailure('undecodable', `the video cannot be decoded: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  } finally {
    input.dispose();
  }
}

async function drawPoster({ track, durationSeconds }: OpenedVideo, width: number, height: number): Promise<Blob> {
  const factor = Math.min(1, maxPosterEdge / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * factor)), Math.max(1, Math.round(height * factor)));
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('no 2D canvas');
  context.imageSmoothingQuality = 'high';

  const sink = new VideoSampleSink(track);
  const start = await track.getFirstTimestamp();
  let best: { readonly image: ImageData; readonly luma: number } | null = null;
  for (const seconds of posterSeconds) {
    // In a very short video, the middle is the best choice.
    const sample = await sink.getSample(Math.max(start, Math.min(seconds, durationSeconds / 2)));
    if (!sample) continue;
    sample.draw(context, 0, 0, canvas.width, canvas.height);
    sample.close();
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    const luma = averageBrightness(image);
    if (!best || luma > best.luma) best = { image, luma };
    if (luma > maxBlackLuma || seconds >= durationSeconds) break;
  }
  if (!best) throw new JobFailure('undecodable', 'no frame of the video could be decoded');
  context.putImageData(best.image, 0, 0);
  return toJpeg(canvas, 0.82);
}
