// The history and the requests of a task as one list, by time. Pure.
import type { JournalEntry, RequestLogEntry } from '../../../../shared/task.ts';

/** A journal entry, or a request to the service. */
export type TimelineRow =
  | { readonly kind: 'journal'; readonly atMs: number; readonly entry: JournalEntry }
  | { readonly kind: 'request'; readonly atMs: number; readonly event: RequestLogEntry };

/**
 * Sorts both lists into one. A request has the time of its start, so it comes before the journal entries that it caused. At the same
 * time, journal entries come first.
 */
export function timelineRows(journal: readonly JournalEntry[], events: readonly RequestLogEntry[]): readonly TimelineRow[] {
  const journalRows = journal.map((entry): TimelineRow => ({ kind: 'journal', atMs: entry.atMs, entry }));
  const requestRows = events.map((event): TimelineRow => ({ kind: 'request', atMs: event.atMs, event }));
  return [...journalRows, ...requestRows].sort((a, b) => a.atMs - b.atMs);
}

/** The wait in milliseconds that the studio decided on with this entry; null if it decided none. */
export function waitOf({ atMs, detail }: JournalEntry): number | null {
  const endsAtMs =
    detail.notBeforeMs ?? (detail.error === undefined || detail.error === null ? null : (detail.nextPollAtMs ?? detail.nextAttemptAtMs));
  return typeof endsAtMs === 'number' && endsAtMs > atMs ? endsAtMs - atMs : null;
}
