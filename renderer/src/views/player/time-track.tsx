// The scrub bar: the filmstrip over the whole duration, and the playhead. Keyboard and screen readers get a slider.
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { messages } from '../../messages.ts';
import type { PlaybackCommands } from './playback.ts';
import { usePlayhead } from './playhead.ts';

interface Props {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly commands: Pick<PlaybackCommands, 'seek' | 'pause' | 'play'>;
  readonly resultId: number;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  readonly hasFilmstrip: boolean;
  /** True when there is no video to seek in. */
  readonly disabled?: boolean;
}

/**
 * Dragging pauses the video and seeks; releasing resumes it if it was playing. Page Up and Page Down move by a second. Used by the player
 * and the frame picker.
 */
export function TimeTrack({ video, commands, resultId, durationSeconds, framesPerSecond, hasFilmstrip, disabled = false }: Props) {
  const seconds = usePlayhead(video);
  const wasPlaying = useRef<boolean | null>(null);
  const fraction = durationSeconds === 0 ? 0 : Math.min(1, seconds / durationSeconds);

  const seekTo = (event: PointerEvent<HTMLDivElement>): void => {
    const bounds = event.currentTarget.getBoundingClientRect();
    commands.seek(Math.min(1, Math.max(0, (event.clientX - bounds.left) / bounds.width)) * durationSeconds);
  };
  const handlePointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || disabled) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    wasPlaying.current = video.current !== null && !video.current.paused;
    commands.pause();
    seekTo(event);
  };
  const handlePointerUp = (): void => {
    if (wasPlaying.current === true) commands.play();
    wasPlaying.current = null;
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    const stepSeconds = event.key === 'PageUp' ? 1 : event.key === 'PageDown' ? -1 : 0;
    if (stepSeconds === 0 || disabled) return;
    event.preventDefault();
    commands.seek(seconds + stepSeconds);
  };

  return (
    <div
      role="slider"
      data-player-track
      tabIndex={disabled ? -1 : 0}
      aria-disabled={disabled}
      aria-label={messages.player.seek}
      aria-valuemin={0}
      aria-valuemax={Number(durationSeconds.toFixed(2))}
      aria-valuenow={Number(seconds.toFixed(2))}
      aria-valuetext={messages.format.timeCode(seconds, framesPerSecond)}
      onPointerDown={handlePointerDown}
      onPointerMove={(event) => wasPlaying.current !== null && seekTo(event)}
      onPointerUp={handlePointerUp}
      onPointerCancel={handlePointerUp}
      onKeyDown={handleKeyDown}
      className="relative h-[34px] w-full touch-none overflow-hidden rounded-control bg-raised shadow-[0_0_0_1px_var(--line)] outline-offset-2"
    >
      {hasFilmstrip && <FilmstripTrack resultId={resultId} />}
      <div className="pointer-events-none absolute inset-y-0 right-0 bg-black/45" style={{ left: `${fraction * 100}%` }} />
      <div
        className="pointer-events-none absolute inset-y-0 w-[2px] -translate-x-px bg-white shadow-[0_0_0_1px_#0009]"
        style={{ left: `${fraction * 100}%` }}
      />
    </div>
  );
}

/** The filmstrip behind the bar. It shows as many undistorted frames as fit, each at its time. */
function FilmstripTrack({ resultId }: { readonly resultId: number }) {
  const bar = useRef<HTMLCanvasElement>(null);
  const [strip, setStrip] = useState<HTMLImageElement | null>(null);
  useEffect(() => {
    const image = new Image();
    image.onload = () => setStrip(image);
    image.src = `studio-media://filmstrip/${resultId}`;
    return () => {
      image.onload = null;
    };
  }, [resultId]);
  useEffect(() => {
    const canvas = bar.current;
    if (canvas === null || strip === null) return;
    const draw = (): void => {
      const { clientWidth, clientHeight } = canvas;
      if (clientWidth === 0) return;
      canvas.width = clientWidth * devicePixelRatio;
      canvas.height = clientHeight * devicePixelRatio;
      const frames = Math.max(1, Math.round(strip.naturalWidth / 160));
      const frameWidth = strip.naturalWidth / frames;
      const shownFrames = Math.max(1, Math.round(canvas.width / ((canvas.height * frameWidth) / strip.naturalHeight)));
      const width = canvas.width / shownFrames;
      for (let index = 0; index < shownFrames; index += 1) {
        const frame = Math.min(frames - 1, Math.floor(((index + 0.5) / shownFrames) * frames));
        canvas
          .getContext('2d')
          ?.drawImage(strip, frame * frameWidth, 0, frameWidth, strip.naturalHeight, index * width, 0, width, canvas.height);
      }
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(canvas);
    return () => observer.disconnect();
  }, [strip]);
  return <canvas ref={bar} className="absolute inset-0 size-full" />;
}
