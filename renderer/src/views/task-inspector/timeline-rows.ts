// The history and the requests of a task as one list by time. Pure.
import type { JournalEntry, RequestLogEntry } from '../../../../shared/task.ts';

export type TimelineRow =
  | { readonly kind: 'fact'; readonly atMs: number; readonly entry: JournalEntry }
  | { readonly kind: 'request'; readonly atMs: number; readonly event: RequestLogEntry };

/** A request began before what it led to; at the same moment it stands first, but for what was written before it left. */
export function timelineRows(journal: readonly JournalEntry[], events: readonly RequestLogEntry[]): readonly TimelineRow[] {
  const facts = journal.map((entry): TimelineRow => ({ kind: 'fact', atMs: entry.atMs, entry }));
  const requests = events.map((event): TimelineRow => ({ kind: 'request', atMs: event.atMs, event }));
  return [...facts, ...requests].sort((a, b) => a.atMs - b.atMs);
}

/** How long the studio decided to wait with this line; null where it decided nothing. */
export function waitOf({ atMs, detail }: JournalEntry): number | null {
  const until =
    detail.notBeforeMs ?? (detail.error === undefined || detail.error === null ? null : (detail.nextPollAtMs ?? detail.nextAttemptAtMs));
  return typeof until === 'number' && until > atMs ? until - atMs : null;
}
