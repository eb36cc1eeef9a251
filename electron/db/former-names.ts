// Journal entries keep the names of the version that wrote them, because rewriting them would delay a start by seconds. This file maps
// former names to current ones; all code that reads the journal uses it.

/** Former name → current name of journal events. Formats below 210 used the former names. */
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

/** Former name → current name of members of an event's detail. */
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

/** Former value → current value of `reconciliation`. */
const formerReconciliations: Readonly<Record<string, string>> = {
  'not-yet': 'pending',
  'not-seen': 'not-found',
  'cannot-look': 'unavailable',
};

/** Former kind → current kind of errors, in `detail.error.kind`. */
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

const currentName = (names: Readonly<Record<string, string>>, name: string): string =>
  Object.hasOwn(names, name) ? (names[name] as string) : name;
const formerOf = new Map(Object.entries(formerEvents).map(([former, event]) => [event, former]));

/** The current name of a journal event that any version wrote. */
export const currentEvent = (event: string): string => currentName(formerEvents, event);

/** The former name of `event`; `event` itself if it was never renamed. */
export const formerEvent = (event: string): string => formerOf.get(event) ?? event;

/** The detail of a journal entry with current names. Renames only the first level of the object, and the kind of an error in it. */
export function currentDetail(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(detail).map(([formerKey, value]) => {
      const key = currentName(formerDetailKeys, formerKey);
      if (key === 'reconciliation' && typeof value === 'string') return [key, currentName(formerReconciliations, value)];
      if (key === 'error') return [key, currentError(value)];
      return [key, value];
    }),
  );
}

function currentError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('kind' in error) || typeof error.kind !== 'string') return error;
  const kind = currentName(formerErrorKinds, error.kind);
  const isByUser = kind === 'polling-stopped' && 'reason' in error && error.reason === 'by-person';
  return { ...error, kind, ...(isByUser ? { reason: 'by-user' } : {}) };
}
