// Lines of the journal keep the words of the version that wrote them: rewriting them would cost a start seconds. This file says what those words
// are called today, for everything that reads the journal.

/** What an event of the journal was called before format 210, and its name of today. */
const formerEvents: Readonly<Record<string, string>> = {
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
};

/** The same for the members of an event's detail. */
const formerDetailKeys: Readonly<Record<string, string>> = {
  turn: 'queuePosition',
  looked: 'reconciliation',
  searchAtMs: 'reconcileAtMs',
  nextLookAtMs: 'nextPollAtMs',
  aheadMs: 'clockSkewMs',
  keepsKey: 'keepsIdempotencyKey',
  as: 'retryTaskId',
  tryOf: 'retryOf',
  wantsFreshLink: 'needsFreshLink',
  keepableBytes: 'quarantinedBytes',
  why: 'reason',
};

/** What was found out about a task that may have been accepted. */
const formerReconciliations: Readonly<Record<string, string>> = {
  'not-yet': 'pending',
  'not-seen': 'not-found',
  'cannot-look': 'unavailable',
};

/** Kinds of errors, in `detail.error.kind`. */
const formerErrorKinds: Readonly<Record<string, string>> = {
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
};

const today = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] as string) : name;
const formerOf = new Map(Object.entries(formerEvents).map(([former, event]) => [event, former]));

/** An event of the journal, whenever it was written, by its name of today. */
export const currentEvent = (event: string): string => today(formerEvents, event);

/** What `event` was called before; itself where it never had another name. */
export const formerEvent = (event: string): string => formerOf.get(event) ?? event;

/** The detail of a line of the journal with the names of today. Only the first level of an object is renamed, and the error in it. */
export function currentDetail(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(detail).map(([formerKey, value]) => {
      const key = today(formerDetailKeys, formerKey);
      if (key === 'reconciliation' && typeof value === 'string') return [key, today(formerReconciliations, value)];
      if (key === 'error') return [key, currentError(value)];
      return [key, value];
    }),
  );
}

function currentError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('kind' in error) || typeof error.kind !== 'string') return error;
  const kind = today(formerErrorKinds, error.kind);
  const isByUser = kind === 'polling-stopped' && 'reason' in error && error.reason === 'by-person';
  return { ...error, kind, ...(isByUser ? { reason: 'by-user' } : {}) };
}
