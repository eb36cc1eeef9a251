// The editor of the list of shots: their texts, durations and order, and their total compared with the length of the video.
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import {
  type DurationChoice,
  distributeSeconds,
  moveShot,
  offersSeconds,
  type Shot,
  type ShotLimits,
  secondsOfShots,
} from '../../../../../shared/models/index.ts';
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { changeField } from '../edit-request.ts';
import { ShotRow } from './shot-row.tsx';

interface EditorProps {
  readonly shots: readonly Shot[];
  readonly limits: ShotLimits;
  readonly duration: DurationChoice;
  /** Length of the video; null when it is left to a service whose default is unknown. */
  readonly durationSeconds: number | null;
  readonly onChange: (shots: readonly Shot[]) => void;
}

/** Edits the shots of a request. The focus follows a moved or added shot. A button makes the total fit the video. */
export function ShotsEditor({ shots, limits, duration, durationSeconds, onChange }: EditorProps) {
  const { listRef, announcement, move, add, remove, handleKeyDown } = useShotList({ shots, limits, durationSeconds, onChange });
  return (
    <div className="mt-2 grid gap-2">
      <ol ref={listRef} className="grid gap-1.5">
        {shots.map((shot, index) => (
          <ShotRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a shot is identified by its position, which is its number in the request body
            key={index}
            shot={shot}
            index={index}
            isLast={index === shots.length - 1}
            maxCharacters={limits.maxCharacters}
            onChange={(next) => onChange(shots.map((old, position) => (position === index ? next : old)))}
            onMove={move}
            onRemove={() => remove(index)}
            onKeyDown={(event) => handleKeyDown(event, index)}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-1.5">
        <Button
          size="small"
          disabled={shots.length >= limits.max}
          title={shots.length >= limits.max ? messages.controls.shots.full(limits.max) : messages.controls.shots.keys}
          onClick={() => add(shots.length)}
        >
          <Plus size={13} aria-hidden />
          {messages.controls.shots.add}
        </Button>
        <TotalSeconds {...{ shots, duration, durationSeconds, onChange }} />
      </div>
      <p className="text-sm text-faint">{messages.controls.shots.keys}</p>
      <span className="sr-only" role="status">
        {announcement}
      </span>
    </div>
  );
}

/** Returns functions that move, add and remove shots and then focus the shot concerned, and the announcement of the last move. */
function useShotList({ shots, limits, durationSeconds, onChange }: Omit<EditorProps, 'duration'>) {
  const listRef = useRef<HTMLOListElement>(null);
  const focusIndex = useRef<number | null>(null);
  const [announcement, setAnnouncement] = useState('');

  // Focuses the shot that was moved or added, or the shot after a removed one.
  useLayoutEffect(() => {
    if (focusIndex.current === null) return;
    listRef.current?.querySelector<HTMLElement>(`[data-shot="${focusIndex.current}"] textarea`)?.focus();
    focusIndex.current = null;
  });

  const move = (from: number, to: number): void => {
    const next = moveShot(shots, from, to);
    if (next === shots) return;
    focusIndex.current = to;
    setAnnouncement(messages.controls.shots.moved(from + 1, to + 1));
    onChange(next);
  };
  const add = (index: number): void => {
    if (shots.length >= limits.max) return;
    const remainingSeconds = (durationSeconds ?? 0) - secondsOfShots(shots);
    focusIndex.current = index;
    onChange([...shots.slice(0, index), { prompt: '', seconds: Math.max(1, remainingSeconds) }, ...shots.slice(index)]);
  };
  const remove = (index: number): void => {
    focusIndex.current = Math.max(0, Math.min(index, shots.length - 2));
    onChange(shots.filter((_, position) => position !== index));
  };
  const handleKeyDown = (event: KeyboardEvent, index: number): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowUp') move(index, index - 1);
    else if (event.key === 'ArrowDown') move(index, index + 1);
    else if (event.key === 'Enter') add(index + 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { listRef, announcement, move, add, remove, handleKeyDown };
}

/**
 * The total of the shots in seconds, compared with the length of the video. Buttons adapt the length to the total, or the shots to the
 * length.
 */
function TotalSeconds({ shots, duration, durationSeconds, onChange }: Omit<EditorProps, 'limits'>) {
  const text = messages.controls.shots;
  const seconds = secondsOfShots(shots);
  if (durationSeconds === null) return <span className="ml-auto text-sm text-faint">{text.sumWithoutLength(seconds)}</span>;
  const isWhole = shots.every((shot) => Number.isInteger(shot.seconds) && shot.seconds >= 1);
  const excess = seconds - durationSeconds;
  const fits = excess === 0 && isWhole;
  const distributed = distributeSeconds(shots, durationSeconds);
  const comparison = fits ? text.fits : excess > 0 ? text.excess(excess) : text.remaining(-excess);
  return (
    <>
      <span role="status" className={`ml-auto text-sm ${fits ? 'text-ok' : 'text-warn'}`}>
        {text.sum(seconds, durationSeconds)} · {comparison}
      </span>
      {!fits && shots.length > 0 && (
        <span className="flex w-full flex-wrap justify-end gap-1.5">
          {excess !== 0 && offersSeconds(duration, seconds) && (
            <Button size="small" variant="ghost" onClick={() => changeField({ durationSeconds: seconds }, 'durationSeconds')}>
              {text.setLength(seconds)}
            </Button>
          )}
          <Button
            size="small"
            disabled={distributed === null}
            title={distributed === null ? text.tooMany(durationSeconds) : text.makeFitHint}
            onClick={() => distributed !== null && onChange(distributed)}
          >
            {text.makeFit}
          </Button>
        </span>
      )}
    </>
  );
}
