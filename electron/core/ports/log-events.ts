// All values of `event` in the log. `docs/troubleshooting.md` explains each of them, and `tests/unit/docs/log-events.test.ts` compares
// the two lists.

/** Names of events in kebab-case, beginning with the subject. */
export const logEvents = [
  // Start and end
  'studio-started',
  'studio-stopped',
  'start-refused',
  'start-option-ignored',
  'state-recovered',
  'work-woken',
  'system-ending',
  'quit-forced',
  'file-operations-unfinished',
  // Jobs
  'job-start',
  'job-end',
  // Accounts
  'service-error',
  'rate-lowered',
  'profile-held',
  'profile-released',
  'profile-paused',
  'submits-paused',
  'key-stored',
  'key-removed',
  // Database and backups
  'statement-slow',
  'database-checked',
  'database-damaged',
  'database-not-written',
  'backup-made',
  'backup-failed',
  'backup-unreadable',
  'backup-unusable',
  'restore-started',
  'restore-step-failed',
  'request-log-failed',
  'batch-left-alone',
  'texts-not-tokenized',
  // Library
  'partial-files-checked',
  'old-copy-left',
  'library-rebuilt',
  'rename-not-taken-back',
  'trash-resumed',
  'trash-purged',
  'library-journal-failed',
  'library-journal-lines-skipped',
  'library-journal-entries-refused',
  'search-index-rebuilt',
  'search-index-stalled',
  'search-thread-lost',
  'search-task-skipped',
  // Window, pages and threads
  'page-gone',
  'page-hangs',
  'helper-process-gone',
  'clip-page-lost',
  'media-thread-lost',
  'graphics-not-written',
  'window-bounds-not-written',
  'call-refused',
  // Bugs
  'incident',
] as const;

/** The type of `event` in every call of `Log`. */
export type LogEvent = (typeof logEvents)[number];
