// A task's history, oldest first, with the day where it changes.
import type { JournalEntry } from '../../../../shared/task.ts';
import { words } from '../../words.ts';
import { toneOf } from './fact-tone.ts';

const dots = { plain: 'bg-line-strong', good: 'bg-ok', bad: 'bg-bad', person: 'bg-accent' } as const;

export function Timeline({ journal, nowMs }: { readonly journal: readonly JournalEntry[]; readonly nowMs: number }) {
  return (
    <ol className="relative flex flex-col before:absolute before:top-3 before:bottom-3 before:left-[3px] before:w-px before:bg-line">
      {journal.map((entry, at) => {
        const day = words.format.day(entry.atMs, nowMs);
        const before = journal[at - 1];
        const isNewDay = before === undefined ? day !== words.format.day(nowMs, nowMs) : day !== words.format.day(before.atMs, nowMs);
        const name = words.factNames[entry.fact] ?? entry.fact;
        const detail = words.inspector.detailText(entry.fact, entry.detail);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end
          <li key={at} className="relative">
            {isNewDay && <p className="pt-2 pb-0.5 pl-5 text-faint text-sm">{day}</p>}
            <div className="flex items-baseline gap-3 py-[3px]">
              <span
                aria-hidden
                className={`size-[7px] shrink-0 self-start mt-[6px] rounded-full ring-4 ring-panel ${dots[toneOf(entry.fact)]}`}
              />
              <time dateTime={new Date(entry.atMs).toISOString()} className="w-[58px] shrink-0 text-faint text-sm">
                {words.inspector.clockTime(entry.atMs)}
              </time>
              <span className="min-w-0 flex-1 break-words">
                {name}
                {detail !== '' && detail !== name && <span className="text-dim text-[12px]"> · {detail}</span>}
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
