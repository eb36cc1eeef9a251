// State and commands of a `<video>` for the player. The playhead has its own hook, since it changes with every frame.
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { nextShuttleSpeed, timeAfterStep } from './frame-math.ts';
import type { ElementState } from './playback-failure.ts';

/** `durationSeconds` is 0 until the video has reported it. */
export interface PlaybackFacts {
  readonly isPlaying: boolean;
  readonly durationSeconds: number;
  /** What the media element reports; `playbackFailure` judges it. */
  readonly element: ElementState;
}

/** Commands for the video. They do nothing while there is no element, and keep their identity. */
export interface PlaybackCommands {
  play(): void;
  pause(): void;
  /** Plays, or pauses if it plays in either direction. */
  toggle(): void;
  /** J and L: each press makes it faster in that direction; -1 plays backwards. */
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
export function usePlayback(video: RefObject<HTMLVideoElement | null>, options: Options): [PlaybackFacts, PlaybackCommands] {
  const reverse = useRef(createReverse());
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const start = useCallback((): void => {
    const node = video.current;
    if (node === null) return;
    node.play().catch((refusal: unknown) => {
      // Only a refusal of sound is handled here; a removed or undecodable video reports that by its own event.
      if (!(refusal instanceof DOMException) || refusal.name !== 'NotAllowedError' || node.muted) return;
      node.muted = true;
      latest.current.onSoundRefused();
      node.play().catch(() => undefined);
    });
  }, [video]);

  const facts = usePlaybackFacts(video, reverse, start);

  useEffect(() => {
    if (video.current !== null) video.current.playbackRate = options.speed;
  }, [video, options.speed]);
  useEffect(() => {
    if (video.current !== null) video.current.muted = options.muted;
  }, [video, options.muted]);

  const commands = useMemo(() => createPlaybackCommands({ video, reverse, latest, start }), [video, start]);

  return [facts, commands];
}

/** Reads the state of the video after each of its events; starts it when it exists. */
function usePlaybackFacts(
  video: RefObject<HTMLVideoElement | null>,
  reverse: RefObject<ReturnType<typeof createReverse>>,
  start: () => void,
): PlaybackFacts {
  const [facts, setFacts] = useState<PlaybackFacts>({
    isPlaying: false,
    durationSeconds: 0,
    element: { hasFailed: false, hasData: false, pictureWidth: 0 },
  });
  useEffect(() => {
    const node = video.current;
    if (node === null) return;
    const running = reverse.current;
    const readFacts = (): void => {
      const durationSeconds = Number.isFinite(node.duration) ? node.duration : 0;
      const hasData = node.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
      const element = { hasFailed: node.error !== null, hasData, pictureWidth: node.videoWidth };
      setFacts({ isPlaying: !node.paused && !node.ended, durationSeconds, element });
    };
    const events = ['play', 'playing', 'pause', 'ended', 'durationchange', 'loadedmetadata', 'loadeddata', 'resize', 'error', 'emptied'];
    for (const name of events) node.addEventListener(name, readFacts);
    readFacts();
    start();
    return () => {
      running.stop();
      for (const name of events) node.removeEventListener(name, readFacts);
    };
  }, [video, reverse, start]);
  return facts;
}

interface CommandContext {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly reverse: RefObject<ReturnType<typeof createReverse>>;
  readonly latest: RefObject<Options>;
  /** Plays; without sound if sound is refused. */
  start(): void;
}

function createPlaybackCommands({ video, reverse, latest, start }: CommandContext): PlaybackCommands {
  const speedNow = (node: HTMLVideoElement): number => reverse.current.speed() || (node.paused ? 0 : node.playbackRate);
  const play = (): void => {
    const node = video.current;
    if (node === null) return;
    reverse.current.stop();
    node.playbackRate = latest.current.speed;
    if (node.ended) node.currentTime = 0;
    start();
  };
  const pause = (): void => {
    reverse.current.stop();
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
        reverse.current.start(node, -speed);
        return;
      }
      reverse.current.stop();
      node.playbackRate = speed;
      start();
    },
    step: (frames) => {
      const node = video.current;
      if (node === null) return;
      pause();
      seek(timeAfterStep(node.currentTime, frames, latest.current.framesPerSecond, Number.isFinite(node.duration) ? node.duration : 0));
    },
  };
}

/** Plays backwards, which a `<video>` cannot do: seeks back as fast as the element completes the seeks. */
function createReverse() {
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
      let before = performance.now();
      const tick = (now: number): void => {
        targetSeconds -= ((now - before) / 1_000) * speed;
        before = now;
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
