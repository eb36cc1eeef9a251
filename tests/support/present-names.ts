// The current names of values in the old profile (format 020). This list is independent of the tables with which the studio itself
// translates old names.

/** Current names of events, kinds of errors and other stored values. */
const presentValues: Readonly<Record<string, string>> = {
  'taken-back-for-editing': 'edit-started',
  'moved-first': 'moved-to-front',
  'made-after-failure': 'created-by-auto-retry',
  'tried-again-by-itself': 'auto-retried',
  'send-started': 'submit-started',
  'send-again-pressed': 'resend-requested',
  'repeat-started': 'resend-started',
  'not-seen-at-service': 'reconciled-without-match',
  'look-failed': 'poll-failed',
  'followed-again': 'polling-resumed',
  'link-died': 'link-expired',
  'file-vanished': 'file-disappeared',
  'file-put-back': 'file-reappeared',
  'kept-as-it-is': 'kept-unverified',
  'try-again-pressed': 'download-retry-requested',
  'no-answer': 'no-response',
  'unreadable-answer': 'invalid-response',
  'files-refused': 'file-host-refused',
  'not-followed': 'polling-stopped',
  'bad-base-url': 'invalid-base-url',
  'reference-gone': 'reference-file-missing',
  'reference-elsewhere': 'reference-on-network-path',
  'library-not-here': 'library-unavailable',
  'file-gone': 'file-missing',
  'link-not-allowed': 'link-blocked',
  'set-aside': 'quarantined',
  'maybe-sent-since': 'possibly-sent-since-backup',
  'not-yet': 'pending',
  'not-seen': 'not-found',
  'cannot-look': 'unavailable',
  'list-too-long': 'inconclusive',
  'changed-copy': 'modified-copy',
  person: 'user',
  room: 'credits',
  'by-person': 'by-user',
};

/** Current names of settings. */
const presentSettings: Readonly<Record<string, string>> = {
  triesAgainByItself: 'autoRetry',
  asksBeforeQuit: 'confirmQuit',
  checksSpelling: 'spellCheck',
  writesTags: 'writeTags',
  maxRunning: 'maxConcurrentTasks',
};

/** Current names of renamed tables. */
export const presentTableNames: Readonly<Record<string, string>> = {
  task_event: 'request_log',
  service_answer: 'service_response',
  press_task: 'user_action_task',
};

const presentName = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] as string) : name;

/** Replaces old names in the recorded view with current names. */
export function withPresentNames(seen: unknown): unknown {
  if (typeof seen === 'string') return presentName(presentValues, seen);
  if (Array.isArray(seen)) return seen.map(withPresentNames);
  if (typeof seen !== 'object' || seen === null) return seen;
  return Object.fromEntries(Object.entries(seen).map(([key, value]) => [presentName(presentSettings, key), withPresentNames(value)]));
}
