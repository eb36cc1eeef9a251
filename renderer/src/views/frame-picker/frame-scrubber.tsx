// Chooses a frame of one stored video, with the picture, a seek bar and buttons that step by frames.
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { promptOf } from '../library/item-actions.ts';
import { assumedFramesPerSecond, timeAfterStep } from '../player/frame-math.ts';
import { ScrubberTimeCode } from '../player/time-code.tsx';
import { TimeTrack } from '../player/time-track.tsx';
import { videoAddress } from './capture-frame.ts';

interface Props {
  readonly item: LibraryItem;
  readonly video: RefObject<HTMLVideoElement | null>;
  onUseFrame(): void;
}

/**
 * The player of the frame picker. `video` gets its element, from which the parent captures the frame. Enter calls `onUseFrame`, except on a
 * button.
 */
export function FrameScrubber({ item, video, onUseFrame }: Props) {
  const framesPerSecond = item.framesPerSecond ?? assumedFramesPerSecond;
  const [durationSeconds, setDurationSeconds] = useState(item.durationSeconds ?? 0);
  const seekCommands = useSeekCommands(video, framesPerSecond);
  const end = (): void => seekCommands.seek(durationSeconds);

  // The seek bar gets the focus immediately, because the user starts by finding the frame.
  useEffect(() => {
    video.current?.parentElement?.parentElement?.querySelector<HTMLElement>('[data-player-track]')?.focus();
  }, [video]);

  const commands: { readonly [command in ScrubCommand]: () => void } = {
    back: () => seekCommands.step(-1),
    forward: () => seekCommands.step(1),
    start: () => seekCommands.seek(0),
    end,
    take: onUseFrame,
  };
  const handleKeyDown = (event: KeyboardEvent): void => {
    const command = scrubCommand(event);
    if (command === null) return;
    commands[command]();
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles the keys of the controls inside, whichever has the focus
    <div className="flex flex-col gap-2" onKeyDown={handleKeyDown}>
      <div className="relative h-[min(420px,calc(100vh-320px))] overflow-hidden rounded-control bg-black">
        <video
          ref={video}
          crossOrigin="anonymous"
          src={videoAddress(item.resultId)}
          muted
          preload="auto"
          playsInline
          disablePictureInPicture
          aria-label={promptOf(item)}
          onLoadedMetadata={({ currentTarget }) => Number.isFinite(currentTarget.duration) && setDurationSeconds(currentTarget.duration)}
          className="absolute inset-0 size-full object-contain"
        />
      </div>
      <TimeTrack
        video={video}
        commands={seekCommands}
        resultId={item.resultId}
        durationSeconds={durationSeconds}
        framesPerSecond={framesPerSecond}
        hasFilmstrip={item.hasPoster}
      />
      <div className="flex items-center gap-1">
        <ScrubberButtons commands={commands} />
        <ScrubberTimeCode video={video} durationSeconds={durationSeconds} framesPerSecond={framesPerSecond} />
      </div>
    </div>
  );
}

type ScrubCommand = 'back' | 'forward' | 'start' | 'end' | 'take';

/** The command of a key; null for other keys. */
function scrubCommand(event: KeyboardEvent): ScrubCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case 'ArrowLeft':
      return 'back';
    case 'ArrowRight':
      return 'forward';
    case 'Home':
      return 'start';
    case 'End':
      return 'end';
    case 'Enter':
      // On a button, Enter presses the button.
      return event.target instanceof HTMLButtonElement || event.repeat ? null : 'take';
    default:
      return null;
  }
}

/** The commands that the seek bar and the keys use. */
function useSeekCommands(video: RefObject<HTMLVideoElement | null>, framesPerSecond: number) {
  return useMemo(() => {
    const seek = (seconds: number): void => {
      if (video.current !== null) video.current.currentTime = seconds;
    };
    const step = (frames: number): void => {
      const node = video.current;
      if (node !== null) seek(timeAfterStep(node.currentTime, frames, framesPerSecond, Number.isFinite(node.duration) ? node.duration : 0));
    };
    // The video is never playing here.
    return { seek, step, play: () => {}, pause: () => {} };
  }, [video, framesPerSecond]);
}

/** Buttons for single frames and for both ends. */
function ScrubberButtons({ commands }: { readonly commands: { readonly [command in ScrubCommand]: () => void } }) {
  return (
    <>
      <Button size="small" onClick={commands.start}>
        <ChevronFirst size={14} aria-hidden />
        {messages.frames.firstFrame}
      </Button>
      <IconButton label={messages.player.previousFrame} onClick={commands.back}>
        <ChevronLeft size={15} aria-hidden />
      </IconButton>
      <IconButton label={messages.player.nextFrame} onClick={commands.forward}>
        <ChevronRight size={15} aria-hidden />
      </IconButton>
      <Button size="small" onClick={commands.end}>
        {messages.frames.lastFrame}
        <ChevronLast size={14} aria-hidden />
      </Button>
    </>
  );
}
