// The metadata of every video that the fakes store.
import type { VideoMetadata } from '../../electron/core/ports.ts';

/** 720p, five seconds at 24 frames per second, without sound. */
export const fakeVideoMetadata: VideoMetadata = {
  width: 1280,
  height: 720,
  durationSeconds: 5,
  framesPerSecond: 24,
  hasAudio: false,
  codec: 'h264',
};
