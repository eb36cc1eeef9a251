// Turns a clip specification into a complete MP4: draws every frame, encodes it as H.264, and adds a tone as Opus if the specification asks
// for audio. The index comes before the media, so that a player can start before the last byte arrives.
import { AudioSample, AudioSampleSource, BufferTarget, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource } from 'mediabunny';
import { avcCodec, profiles } from './h264-level.ts';
import { type ClipSpec, JobFailure, type JobResult } from './job-messages.ts';
import { createScene } from './scene/scene.ts';
import { createTone, toneChannels, toneSampleRate } from './tone.ts';

/**
 * Opus adds this delay at the start. Ending the sound earlier by the same amount makes it fill whole packets, so the audio track is not
 * longer than the video track.
 */
const opusDelaySeconds = 312 / toneSampleRate;
/** Enough for smooth gradients without visible blocks: the pictures change slowly. */
const bitsPerPixel = 0.1;

async function supportedCodec(spec: ClipSpec, bitsPerSecond: number): Promise<string> {
  for (const profile of [profiles.baseline, profiles.high]) {
    const codec = avcCodec(profile, { ...spec, bitsPerSecond });
    if (codec === null) continue;
    const { width, height, framesPerSecond: framerate } = spec;
    const support = await VideoEncoder.isConfigSupported({
      codec,
      width,
      height,
      framerate,
      bitrate: bitsPerSecond,
      avc: { format: 'avc' },
    });
    if (support.supported) return codec;
  }
  throw new JobFailure('cannot-encode', `there is no H.264 encoder for ${spec.width} × ${spec.height} here`);
}

/**
 * Performs a job of kind `clip`: resolves with the finished MP4 as the part `clip`. Throws `JobFailure('cannot-encode')` when this computer
 * has no H.264 encoder for the size or no canvas that large, and the signal's reason after an abort.
 */
export async function encodeClip(spec: ClipSpec, signal: AbortSignal): Promise<JobResult> {
  const bitsPerSecond = Math.max(400_000, Math.round(spec.width * spec.height * spec.framesPerSecond * bitsPerPixel));
  const fullCodecString = await supportedCodec(spec, bitsPerSecond);

  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target: new BufferTarget() });
  const video = new VideoSampleSource({
    codec: 'avc',
    fullCodecString,
    quality: new Quality({ bitrate: bitsPerSecond }),
    keyFrameInterval: 1,
    // A graphics card gains nothing for such simple pictures, and hardware encoders differ in what they accept.
    hardwareAcceleration: 'prefer-software',
  });
  output.addVideoTrack(video, { frameRate: spec.framesPerSecond });
  const audio = spec.audio ? new AudioSampleSource({ codec: 'opus', quality: new Quality({ bitrate: 96_000 }) }) : null;
  if (audio) output.addAudioTrack(audio);
  await output.start();

  try {
    await drawFrames(spec, video, audio, signal);
    await output.finalize();
  } catch (error) {
    await output.cancel().catch(() => undefined);
    throw error;
  }
  if (!output.target.buffer) throw new JobFailure('cannot-encode', 'the encoder gave no file');
  return { parts: { clip: new Uint8Array(output.target.buffer) }, metadata: {} };
}

async function drawFrames(spec: ClipSpec, video: VideoSampleSource, audio: AudioSampleSource | null, signal: AbortSignal): Promise<void> {
  const canvas = new OffscreenCanvas(spec.width, spec.height);
  // `willReadFrequently` keeps the canvas in main memory, where the encoder reads it. Otherwise each frame would go to the graphics card
  // and back.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new JobFailure('cannot-encode', `a canvas of ${spec.width} × ${spec.height} is not possible here`);
  const scene = createScene(spec);
  const tone = createTone(spec);

  const count = Math.max(1, Math.ceil(spec.durationSeconds * spec.framesPerSecond - 1e-6));
  const toneEndSeconds = spec.durationSeconds - opusDelaySeconds;
  let toneAddedUntilSeconds = 0;
  for (let index = 0; index < count; index += 1) {
    signal.throwIfAborted();
    const timestamp = index / spec.framesPerSecond;
    // The muxer interleaves the tracks, so each second of sound is added before the frame at the same time.
    while (audio && toneAddedUntilSeconds <= timestamp && toneAddedUntilSeconds < toneEndSeconds) {
      const untilSeconds = Math.min(toneEndSeconds, toneAddedUntilSeconds + 1);
      await addTone(audio, tone(toneAddedUntilSeconds, untilSeconds), toneAddedUntilSeconds);
      toneAddedUntilSeconds = untilSeconds;
    }
    scene.draw(context, { index, count, seconds: timestamp });
    const frame = new VideoSample(canvas, {
      timestamp,
      // The last frame ends with the clip, even if the duration is not a whole number of frames.
      duration: Math.min((index + 1) / spec.framesPerSecond, spec.durationSeconds) - timestamp,
    });
    try {
      await video.add(frame);
    } finally {
      frame.close();
    }
  }
}

async function addTone(audio: AudioSampleSource, data: Float32Array<ArrayBuffer>, timestamp: number): Promise<void> {
  if (data.length === 0) return;
  const sample = new AudioSample({
    data,
    format: 'f32-planar',
    numberOfChannels: toneChannels,
    sampleRate: toneSampleRate,
    timestamp,
  });
  try {
    await audio.add(sample);
  } finally {
    sample.close();
  }
}
