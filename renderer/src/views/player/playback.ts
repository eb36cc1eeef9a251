// State and commands of a `<video>` for the player. The playhead has its own hook, since it changes with every frame.
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { nextShuttleSpeed, timeAfterStep } from './frame-math.ts';
import type { ElementState } from './playback-failure.ts';

/** `durationSeconds` is 0 until the video has reported it. */
export interface PlaybackState {
  readonly isPlaying: boolean;
  readonly durationSeconds: number;
  /** What the media element reports; `playbackFailure` evaluates it. */
  readonly element: ElementState;
}

/** Commands for the video. They do nothing while there is no element. Their identity never changes. */
export interface PlaybackCommands {
  play(): void;
  pause(): void;
  /** Plays, or pauses if it plays in either direction. */
  toggle(): void;
  /** The action of J and L. Each press makes the video faster in that direction; -1 plays backwards. */
  shuttle(direction: 1 | -1): void;
  /** Goes to a time; times outside the video are limited to it. */
  seek(seconds: number): void;
  /** Pauses and moves by frames; a negative number moves back. */
  step(frames: number): void;
}

interface Options {
  readonly framesPerSecond: number;
  readonly speed: number;
  readonly muted: boolean;
  readonly loop: boolean;
  /** Called when the browser has refused sound, so the video plays without it. */
  onSoundRefused(): void;
}

/** Controls the element in `video` while the component is mounted, and starts it as soon as it exists. */
export function usePlayback(video: RefObject<HTMLVideoElement | null>, options: Options): [PlaybackState, PlaybackCommands] {
  const reversePlayback = useRef(createReversePlayback());
  const latestOptions = useRef(options);
  useEffect(() => {
    latestOptions.current = options;
  });

  const start = useCallback((): void => {
    const node = video.current;
    if (node === null) return;
    node.play().catch((refusal: unknown) => {
      // Only a refusal of sound is handled here; a removed or undecodable video reports that by its own event.
      if (!(refusal instanceof DOMException) || refusal.name !== 'NotAllowedError' || node.muted) return;
      node.muted = true;
      latestOptions.current.onSoundRefused();
      node.play().catch(() => undefined);
    });
  }, [video]);

  const state = usePlaybackState(video, reversePlayback, start);

  useEffect(() => {
    if (video.current !== null) video.current.playbackRate = options.speed;
  }, [video, options.speed]);
  useEffect(() => {
    if (video.current !== null) video.current.muted = options.muted;
  }, [video, options.muted]);

  const commands = useMemo(() => createPlaybackCommands({ video, reversePlayback, latestOptions, start }), [video, start]);

  return [state, commands];
}

/** Reads the state of the video after each of its events; starts it when it exists. */
function usePlaybackState(
  video: RefObject<HTMLVideoElement | null>,
  reversePlayback: RefObject<ReturnType<typeof createReversePlayback>>,
  start: () => void,
): PlaybackState {
  const [state, setState] = useState<PlaybackState>({
    isPlaying: false,
    durationSeconds: 0,
    element: { hasFailed: false, hasData: false, pictureWidth: 0 },
  });
  useEffect(() => {
    const node = video.current;
    if (node === null) return;
    const startedReverse = reversePlayback.current;
    const readState = (): void => {
      const durationSeconds = Number.isFinite(node.duration) ? node.duration : 0;
      const hasData = node.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      const element = { hasFailed: node.error !== null, hasData, pictureWidth: node.videoWidth };
      setState({ isPlaying: !node.paused && !node.ended, durationSeconds, element });
    };
    const events = ['play', 'playing', 'pause', 'ended', 'durationchange', 'loadedmetadata', 'loadeddata', 'resize', 'error', 'emptied'];
    for (const name of events) node.addEventListener(name, readState);
    readState();
    start();
    return () => {
      startedReverse.stop();
      for (const name of events) node.removeEventListener(name, readState);
    };
  }, [video, reversePlayback, start]);
  return state;
}

interface CommandContext {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly reversePlayback: RefObject<ReturnType<typeof createReversePlayback>>;
  readonly latestOptions: RefObject<Options>;
  /** Plays; without sound if sound is refused. */
  start(): void;
}

function createPlaybackCommands({ video, reversePlayback, latestOptions, start }: CommandContext): PlaybackCommands {
  const speedNow = (node: HTMLVideoElement): number => reversePlayback.current.speed() || (node.paused ? 0 : node.playbackRate);
  const play = (): void => {
    const node = video.current;
    if (node === null) return;
    reversePlayback.current.stop();
    node.playbackRate = latestOptions.current.speed;
    if (node.ended) node.currentTime = 0;
    start();
  };
  const pause = (): void => {
    reversePlayback.current.stop();
    video.current?.pause();
  };
  const seek = (seconds: number): void => {
    const node = video.current;
    if (node !== null) node.currentTime = Math.max(0, Math.min(seconds, Number.isFinite(node.duration) ? node.duration : seconds));
  };
  return {
    play,
    pause,
    seek,
    toggle: () => {
      const node = video.current;
      if (node === null) return;
      if (speedNow(node) === 0) play();
      else pause();
    },
    shuttle: (direction) => {
      const node = video.current;
      if (node === null) return;
      const speed = nextShuttleSpeed(speedNow(node), direction);
      if (speed < 0) {
        node.pause();
        reversePlayback.current.start(node, -speed);
        return;
      }
      reversePlayback.current.stop();
      node.playbackRate = speed;
      start();
    },
    step: (frames) => {
      const node = video.current;
      if (node === null) return;
      pause();
      seek(
        timeAfterStep(node.currentTime, frames, latestOptions.current.framesPerSecond, Number.isFinite(node.duration) ? node.duration : 0),
      );
    },
  };
}

/** Plays backwards, which a `<video>` cannot do: seeks back as fast as the element completes the seeks. */
function createReversePlayback() {
  let speed = 0;
  let frameRequestId = 0;
  const stop = (): void => {
    speed = 0;
    cancelAnimationFrame(frameRequestId);
  };
  return {
    stop,
    /** Negative while it plays backwards, otherwise 0. */
    speed: (): number => -speed || 0,
    start(node: HTMLVideoElement, speedFactor: number): void {
      stop();
      speed = speedFactor;
      let targetSeconds = node.currentTime;
      let previousMs = performance.now();
      const tick = (nowMs: number): void => {
        targetSeconds -= ((nowMs - previousMs) / 1_000) * speed;
        previousMs = nowMs;
        if (targetSeconds <= 0) {
          node.currentTime = 0;
          stop();
          return;
        }
        if (!node.seeking) node.currentTime = targetSeconds;
        frameRequestId = requestAnimationFrame(tick);
      };
      frameRequestId = requestAnimationFrame(tick);
    },
  };
}
