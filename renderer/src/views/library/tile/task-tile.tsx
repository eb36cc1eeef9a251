// A task in progress in the library: a ring that shows its progress, and its status as text.
import { ArrowDown, ArrowUp, Hourglass, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import type { Task, TaskState } from '../../../../../shared/task.ts';
import { SimulatedChip } from '../../../components/chip.tsx';
import { countdownText, countdownTone } from '../../../components/countdown-text.ts';
import { messages } from '../../../messages.ts';
import { useNow } from '../../../use-now.ts';
import { modelFamily } from '../item-actions.ts';
import { ringPercent } from './tasks-in-progress.ts';

interface Props {
  readonly task: Task;
  readonly isTabStop: boolean;
  readonly column: number;
}

/** A grid cell for a task. `isTabStop`: Tab enters the grid here. Rendered again only when the task or the time shown in it changes. */
export const TaskTile = memo(function TaskTile({ task, isTabStop, column }: Props) {
  const percent = ringPercent(task);
  const name = task.request.prompt.trim() || messages.library.untitled;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of boxes cannot be a <table>; its cells hold the focus
    <div
      role="gridcell"
      aria-colindex={column + 1}
      aria-selected={false}
      tabIndex={isTabStop ? 0 : -1}
      data-cell={`t${task.id}`}
      title={name}
      className="relative flex size-full flex-col overflow-hidden rounded-panel bg-panel shadow-[0_0_0_1px_var(--line)] outline-offset-2 hover:shadow-[0_0_0_1px_var(--line-strong)]"
    >
      {task.simulated && (
        <span className="absolute top-2 left-2 flex">
          <SimulatedChip />
        </span>
      )}
      <div className="grid min-h-0 flex-1 place-items-center pt-3">
        <Ring percent={percent} state={task.state} label={messages.queue.progressOf(name)} />
      </div>
      <div className="truncate px-[9px] pb-2 text-[12px] text-dim leading-tight">
        <TileStatus task={task} /> · {modelFamily(task.request.model)}
      </div>
    </div>
  );
});

/** What a task is doing, with its countdown. */
export function TileStatus({ task }: { readonly task: Task }) {
  const hasCountdown = messages.tileText(task, 0).some((piece) => typeof piece !== 'string');
  // A completed task may have a link that becomes urgent.
  const nowMs = useNow(hasCountdown ? 1_000 : task.state === 'completed' ? 60_000 : null);
  const pieces = messages.tileText(task, nowMs);
  const tones = pieces.map((piece) => countdownTone(piece, nowMs));
  const tone = tones.includes('bad') ? 'text-bad' : tones.includes('warn') ? 'text-warn' : undefined;
  return <span className={tone}>{messages.format.listed(pieces.map((piece) => countdownText(piece, nowMs)))}</span>;
}

const radius = 21;
const circumference = 2 * Math.PI * radius;

interface RingProps {
  /** Progress; null if unknown. */
  readonly percent: number | null;
  readonly state: TaskState;
  readonly label: string;
}

/**
 * The progress of a task, as an arc with its percentage. If the progress is unknown, an icon shows the state, because a spinning arc would
 * keep the compositor busy while a tile is in view.
 */
function Ring({ percent, state, label }: RingProps) {
  const Waiting = waitingIcon(state);
  return (
    <div
      role="progressbar"
      aria-label={label}
      {...(percent === null ? {} : { 'aria-valuenow': Math.round(percent), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
      className="relative grid size-[48px] place-items-center"
    >
      <svg viewBox="0 0 48 48" aria-hidden="true" className="absolute inset-0 -rotate-90">
        <circle cx="24" cy="24" r={radius} fill="none" strokeWidth="3" className="stroke-line-strong" />
        {percent !== null && (
          <circle
            cx="24"
            cy="24"
            r={radius}
            fill="none"
            strokeWidth="3"
            strokeLinecap="round"
            strokeDasharray={`${(circumference * Math.max(1, percent)) / 100} ${circumference}`}
            className="stroke-accent transition-[stroke-dasharray] duration-150"
          />
        )}
      </svg>
      {percent === null ? (
        <Waiting aria-hidden className="size-[18px] text-dim" />
      ) : (
        <span className="text-[12px]">{Math.round(percent)}%</span>
      )}
    </div>
  );
}

/** The icon of a task without known progress: being submitted, being downloaded, or waiting at the service. */
function waitingIcon(state: TaskState): LucideIcon {
  switch (state) {
    case 'submitting':
      return ArrowUp;
    case 'completed':
      return ArrowDown;
    default:
      return Hourglass;
  }
}
