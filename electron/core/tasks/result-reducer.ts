// Computes a result's row after an event. Pure.
import type { AppError } from '../../../shared/errors.ts';
import { isResultTransitionAllowed, type ResultState } from '../../../shared/task.ts';
import { isTrashPath, type TrashState } from '../../../shared/trash.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { StoredFile } from '../ports.ts';
import { storedFileColumns } from './row-factories.ts';
import { maxUnverifiedTransfers } from './unverified-offer.ts';

/** Events of a result. Each becomes a journal entry, without links. */
export type ResultEvent =
  | { readonly type: 'download-started'; readonly incomingFolderId: number }
  | {
      readonly type: 'download-interrupted';
      readonly error: AppError | null;
      /** null if the download waits until the user retries it. */
      readonly nextAttemptAtMs: number | null;
      /** True if the link was refused or is known to have expired, so that the task must be polled first. */
      readonly needsFreshLink: boolean;
      /** `folder`: the library folder could not be written, so the download itself did not fail. */
      readonly reason: 'stopped' | 'link-refused' | 'not-verified' | 'folder' | 'other';
      /** The number of bytes of a complete transfer in quarantine. */
      readonly quarantinedBytes?: number | null;
    }
  /** `file-found`: a file in the folder belongs to this result. It may have any name and any origin. */
  | { readonly type: 'stored' | 'file-found'; readonly file: StoredFile; readonly folderId: number }
  | { readonly type: 'link-expired'; readonly error: AppError }
  | {
      readonly type: 'link-refreshed';
      readonly url: string;
      readonly linkExpiresAtMs: number;
      readonly nextAttemptAtMs: number;
    }
  | { readonly type: 'kept-unverified'; readonly file: StoredFile; readonly folderId: number }
  | { readonly type: 'file-disappeared' | 'file-reappeared' | 'file-changed' }
  /** All bytes were read and match the stored hash. */
  | { readonly type: 'file-verified'; readonly modifiedAtMs: number }
  /** The same content is at another location now: the studio moved the file, or the user located it. */
  | { readonly type: 'file-moved'; readonly folderId: number; readonly path: string; readonly modifiedAtMs: number }
  /** The file has another name in the same folder. */
  | { readonly type: 'file-renamed'; readonly path: string }
  | { readonly type: 'download-retry-requested'; readonly nextAttemptAtMs: number }
  /**
   * The file was moved to the trash; `path` is its new path. A missing file has no new path. `earlier`: undo puts the video back into the
   * trash, as it was there before.
   */
  | {
      readonly type: 'trashed';
      readonly path: string | null;
      readonly earlier?: { readonly trashedAtMs: number; readonly trashedFrom: string | null } | undefined;
    }
  /** The file was moved out of the trash to `path`. */
  | { readonly type: 'taken-from-trash'; readonly path: string }
  /** The file was deleted for good. */
  | { readonly type: 'deleted' };

type Patch = Partial<Omit<ResultRow, 'id' | 'taskId' | 'position' | 'kind'>> & { readonly state: ResultState };

const notTrashed = { trash: null, trashedAtMs: null, trashedFrom: null } as const satisfies Partial<ResultRow>;

const noFile = {
  ...notTrashed,
  storedAtMs: null,
  folderId: null,
  path: null,
  bytes: null,
  modifiedAtMs: null,
  sha256: null,
  receivedSha256: null,
  untaggedReason: null,
  poster: 'none',
  receivedBytes: 0,
  totalBytes: null,
  verification: 'verified',
  checkedAtMs: null,
} as const satisfies Partial<ResultRow>;

/** Stores the file of a result: downloaded, kept unverified, or found again. */
function storeFile(
  row: ResultRow,
  event: Extract<ResultEvent, { type: 'stored' | 'kept-unverified' | 'file-found' }>,
  nowMs: number,
): Patch {
  return {
    ...storedFileColumns(event.file, event.folderId),
    ...notTrashed,
    state: 'stored',
    storedAtMs: row.storedAtMs ?? nowMs,
    poster: 'wanted',
    error: null,
    linkRefusals: 0,
    nextAttemptAtMs: null,
    needsFreshLink: 0,
    verification: event.type === 'kept-unverified' ? 'unverified' : 'verified',
    checkedAtMs: nowMs,
    quarantinedBytes: null,
    incomingFolderId: null,
    // A file from the service is the original video, not a copy.
    ...(event.type === 'stored' ? { modifiedCopyOf: null } : {}),
  };
}

/** The trash columns of a result whose file is at `path`. If the path is outside of the trash, the video is in the library again. */
const trashColumnsAt = (row: ResultRow, path: string | null): Partial<ResultRow> =>
  row.trash === null || (path !== null && isTrashPath(path)) ? {} : notTrashed;

/** The poster column of a found video. An earlier poster may have failed only because the file was missing. */
const posterOfFound = (row: ResultRow): Partial<ResultRow> =>
  row.state === 'missing' && row.poster === 'failed' ? { poster: 'wanted' } : {};

/** The columns that each event writes. An event without a reducer does not compile. */
type Reducers = {
  readonly [T in ResultEvent['type']]: (row: ResultRow, event: Extract<ResultEvent, { type: T }>, nowMs: number) => Patch;
};

const reducers: Reducers = {
  'download-started': (row, event) => ({
    state: 'downloading',
    attempts: row.attempts + 1,
    nextAttemptAtMs: null,
    needsFreshLink: 0,
    incomingFolderId: event.incomingFolderId,
  }),
  'download-interrupted': (row, event) => ({
    state: 'available',
    error: event.error === null ? null : JSON.stringify(event.error),
    nextAttemptAtMs: event.nextAttemptAtMs,
    needsFreshLink: event.needsFreshLink ? 1 : 0,
    // A stop of the studio or an error of the folder does not count as a failed attempt.
    attempts: event.reason === 'stopped' || event.reason === 'folder' ? Math.max(0, row.attempts - 1) : row.attempts,
    linkRefusals: row.linkRefusals + (event.reason === 'link-refused' ? 1 : 0),
    unverifiedTransfers: row.unverifiedTransfers + (event.reason === 'not-verified' ? 1 : 0),
    ...(event.reason === 'not-verified' ? { receivedBytes: 0 } : {}),
    ...(event.quarantinedBytes === undefined ? {} : { quarantinedBytes: event.quarantinedBytes }),
  }),
  stored: storeFile,
  'kept-unverified': storeFile,
  'file-found': storeFile,
  'link-expired': (row, event) =>
    row.state === 'missing'
      ? { state: 'missing', needsFreshLink: 0, error: JSON.stringify(event.error) }
      : { state: 'expired', needsFreshLink: 0, nextAttemptAtMs: null, error: JSON.stringify(event.error) },
  'link-refreshed': (row, event) => ({
    ...(row.state === 'missing' ? noFile : {}),
    state: 'available',
    url: event.url,
    linkExpiresAtMs: event.linkExpiresAtMs,
    nextAttemptAtMs: event.nextAttemptAtMs,
    needsFreshLink: 0,
    // Consecutive refusals are counted across links.
    ...(event.url === row.url ? {} : { attempts: 0, error: null }),
  }),
  'file-disappeared': () => ({ state: 'missing', error: JSON.stringify({ kind: 'file-missing' } satisfies AppError) }),
  'file-reappeared': (row) => ({
    state: 'stored',
    error: null,
    needsFreshLink: 0,
    ...posterOfFound(row),
    ...trashColumnsAt(row, row.path),
  }),
  'file-changed': () => ({ state: 'stored', needsFreshLink: 0, error: JSON.stringify({ kind: 'file-changed' } satisfies AppError) }),
  'file-verified': (_row, event, nowMs) => ({
    state: 'stored',
    error: null,
    modifiedAtMs: Math.round(event.modifiedAtMs),
    checkedAtMs: nowMs,
  }),
  'file-moved': (row, event) => ({
    state: 'stored',
    error: null,
    needsFreshLink: 0,
    folderId: event.folderId,
    path: event.path,
    modifiedAtMs: Math.round(event.modifiedAtMs),
    ...posterOfFound(row),
    ...trashColumnsAt(row, event.path),
  }),
  trashed: (row, event, nowMs) => ({
    state: row.state,
    trash: 'trashed',
    trashedAtMs: event.earlier?.trashedAtMs ?? nowMs,
    trashedFrom: event.earlier === undefined ? row.path : event.earlier.trashedFrom,
    path: event.path ?? row.path,
  }),
  'taken-from-trash': (row, event) => ({ ...notTrashed, state: row.state, path: event.path }),
  deleted: () => ({
    state: 'missing',
    trash: 'deleted',
    error: JSON.stringify({ kind: 'file-missing' } satisfies AppError),
    poster: 'none',
  }),
  // The state and error stay, so that a changed file is still marked as changed.
  'file-renamed': (row, event) => ({ state: row.state, path: event.path }),
  'download-retry-requested': (row, event) => ({
    state: 'available',
    nextAttemptAtMs: event.nextAttemptAtMs,
    needsFreshLink: row.state === 'expired' ? 1 : row.needsFreshLink,
    attempts: 0,
    // If the user is offered to keep an unverified file, that offer stays.
    unverifiedTransfers: row.quarantinedBytes !== null && row.unverifiedTransfers >= maxUnverifiedTransfers ? row.unverifiedTransfers : 0,
    linkRefusals: 0,
    error: null,
  }),
};

function patch<T extends ResultEvent['type']>(row: ResultRow, event: Extract<ResultEvent, { type: T }>, nowMs: number): Patch {
  const type: T = event.type;
  return reducers[type](row, event, nowMs);
}

/**
 * Whether the trash state allows the event. A video can be moved to the trash only from the library, and can leave the trash only once.
 */
function isPossibleInTrash(trash: TrashState, type: ResultEvent['type']): boolean {
  if (type === 'trashed') return trash === null;
  if (type === 'taken-from-trash' || type === 'deleted') return trash === 'trashed';
  // After a deletion for good, a file with the same name is a different file.
  return trash !== 'deleted' || (type !== 'file-reappeared' && type !== 'file-changed' && type !== 'file-verified');
}

/** The row after the event; null if the event is not allowed. */
export function reduceResult(row: ResultRow, event: ResultEvent, nowMs: number): ResultRow | null {
  if (row.kind !== 'video') return null; // data has neither file nor link, so no event applies
  if (!isPossibleInTrash(row.trash, event.type)) return null;
  const next = patch(row, event, nowMs);
  return isResultTransitionAllowed(row.state, event.type, next.state) ? { ...row, ...next } : null;
}
