// Position and duration of a video as time codes. Only these small parts are rendered with every frame.
import type { RefObject } from 'react';
import { messages } from '../../messages.ts';
import { usePlayhead } from './playhead.ts';

interface TimeCodeProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
}

/** The time code of the player, with the number of the frame in bold. */
export function PlayerTimeCode({ video, durationSeconds, framesPerSecond }: TimeCodeProps) {
  const timeCode = messages.format.timeCode(usePlayhead(video), framesPerSecond);
  const frameOffset = timeCode.lastIndexOf(':') + 1;
  return (
    <span className="mx-2 whitespace-nowrap">
      {timeCode.slice(0, frameOffset)}
      <b className="font-semibold">{timeCode.slice(frameOffset)}</b>{' '}
      <span className="text-dim">/ {messages.format.timeCode(durationSeconds, framesPerSecond)}</span>
    </span>
  );
}

/** The time code of the frame picker, at the end of its row. */
export function ScrubberTimeCode({ video, ...timing }: TimeCodeProps) {
  const times = [usePlayhead(video), timing.durationSeconds].map((seconds) => messages.format.timeCode(seconds, timing.framesPerSecond));
  return <span className="ml-auto whitespace-nowrap text-dim">{times.join(' / ')}</span>;
}
