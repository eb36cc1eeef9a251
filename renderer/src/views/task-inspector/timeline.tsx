// The history of a task with the requests made for it, oldest first, with the date above the first entry of each day.
import type { JournalEntry, RequestLogEntry } from '../../../../shared/task.ts';
import { messages } from '../../messages.ts';
import { toneOf } from './event-tone.ts';
import { type TimelineRow, timelineRows, waitOf } from './timeline-rows.ts';

const dots = { plain: 'bg-line-strong', good: 'bg-ok', bad: 'bg-bad', user: 'bg-accent' } as const;

/** A list of the inspector. `events` is the request log. */
export function Timeline(props: {
  readonly journal: readonly JournalEntry[];
  readonly events: readonly RequestLogEntry[];
  readonly nowMs: number;
}) {
  const { nowMs } = props;
  const rows = timelineRows(props.journal, props.events);
  return (
    <ol className="relative flex flex-col before:absolute before:top-3 before:bottom-3 before:left-[3px] before:w-px before:bg-line">
      {rows.map((row, index) => {
        const day = messages.format.day(row.atMs, nowMs);
        const previous = rows[index - 1];
        const isNewDay =
          previous === undefined ? day !== messages.format.day(nowMs, nowMs) : day !== messages.format.day(previous.atMs, nowMs);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no ids
          <li key={index} className="relative">
            {isNewDay && <p className="pt-2 pb-0.5 pl-5 text-faint text-sm">{day}</p>}
            <Line row={row} />
          </li>
        );
      })}
    </ol>
  );
}

function Line({ row }: { readonly row: TimelineRow }) {
  return (
    <div className="flex items-baseline gap-3 py-[3px]">
      <span
        aria-hidden
        className={
          row.kind === 'journal'
            ? `mt-[6px] size-[7px] shrink-0 self-start rounded-full ring-4 ring-panel ${dots[toneOf(row.entry.event)]}`
            : 'mx-[2px] mt-[8px] size-[3px] shrink-0 self-start rounded-full bg-line-strong ring-4 ring-panel'
        }
      />
      <time dateTime={new Date(row.atMs).toISOString()} className="w-[58px] shrink-0 text-faint text-sm">
        {messages.inspector.clockTime(row.atMs)}
      </time>
      {row.kind === 'journal' ? <JournalLine entry={row.entry} /> : <Request event={row.event} />}
    </div>
  );
}

function JournalLine({ entry }: { readonly entry: JournalEntry }) {
  const name = messages.eventNames[entry.event] ?? entry.event;
  const detail = messages.inspector.detailText(entry.event, entry.detail);
  const waitMs = waitOf(entry);
  const details = [...(detail === name ? [] : [detail]), ...(waitMs === null ? [] : [messages.timeline.waits(waitMs)])].filter(
    (text) => text !== '',
  );
  return (
    <span className="min-w-0 flex-1 break-words">
      {name}
      {details.length > 0 && <span className="text-dim text-[12px]"> · {details.join(' · ')}</span>}
    </span>
  );
}

function Request({ event }: { readonly event: RequestLogEntry }) {
  return (
    <span className="min-w-0 flex-1 break-words text-[12px] text-dim">
      {messages.timeline.name(event)} · {messages.timeline.detail(event)}
    </span>
  );
}
