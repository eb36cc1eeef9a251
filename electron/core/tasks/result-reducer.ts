// What a fact makes of a result's row, as a pure function.
import type { AppError } from '../../../shared/errors.ts';
import { isResultTransitionAllowed, type ResultState } from '../../../shared/task.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { StoredFile } from '../ports.ts';
import { maxUnverifiedTransfers } from './unverified-offer.ts';

export type ResultEvent =
  | { readonly fact: 'download-started'; readonly incomingFolderId: number }
  | {
      readonly fact: 'download-interrupted';
      readonly error: AppError | null;
      /** null: rests until the person asks. */
      readonly nextAttemptAtMs: number | null;
      /** The link was refused or is known to be dead: a fresh read of the task comes first. */
      readonly wantsFreshLink: boolean;
      /** `folder`: the folder refused it; that says nothing against this result. */
      readonly why: 'stopped' | 'link-refused' | 'not-verified' | 'folder' | 'other';
      /** Bytes of a complete transfer that were put aside. */
      readonly keepableBytes?: number | null;
    }
  /** `file-found`: a file in the folder is this result, whatever its name and however it came there. */
  | { readonly fact: 'stored' | 'file-found'; readonly file: StoredFile; readonly folderId: number }
  | { readonly fact: 'link-died'; readonly error: AppError }
  | {
      readonly fact: 'link-refreshed';
      readonly url: string;
      readonly linkExpiresAtMs: number;
      readonly nextAttemptAtMs: number;
    }
  | { readonly fact: 'kept-as-it-is'; readonly file: StoredFile; readonly folderId: number }
  | { readonly fact: 'file-vanished' | 'file-put-back' | 'file-changed' }
  /** All its bytes were read and are what was stored. */
  | { readonly fact: 'file-verified'; readonly modifiedAtMs: number }
  /** The same bytes lie elsewhere now: moved by the studio, or pointed to by the person. */
  | { readonly fact: 'file-moved'; readonly folderId: number; readonly path: string; readonly modifiedAtMs: number }
  | { readonly fact: 'try-again-pressed'; readonly nextAttemptAtMs: number };

type Patch = Partial<Omit<ResultRow, 'id' | 'taskId' | 'position' | 'kind'>> & { readonly state: ResultState };

const noFile = {
  storedAtMs: null,
  folderId: null,
  path: null,
  bytes: null,
  modifiedAtMs: null,
  sha256: null,
  receivedSha256: null,
  untagged: null,
  poster: 'none',
  receivedBytes: 0,
  totalBytes: null,
  fileCheck: 'verified',
  checkedAtMs: null,
} as const satisfies Partial<ResultRow>;

function patch(row: ResultRow, change: ResultEvent, nowMs: number): Patch {
  switch (change.fact) {
    case 'download-started':
      return {
        state: 'downloading',
        attempts: row.attempts + 1,
        nextAttemptAtMs: null,
        wantsFreshLink: 0,
        incomingFolderId: change.incomingFolderId,
      };
    case 'download-interrupted':
      return {
        state: 'available',
        error: change.error === null ? null : JSON.stringify(change.error),
        nextAttemptAtMs: change.nextAttemptAtMs,
        wantsFreshLink: change.wantsFreshLink ? 1 : 0,
        // A stop of the studio is nobody's failure, and a full disk not this file's.
        attempts: change.why === 'stopped' || change.why === 'folder' ? Math.max(0, row.attempts - 1) : row.attempts,
        linkRefusals: row.linkRefusals + (change.why === 'link-refused' ? 1 : 0),
        fullFetches: row.fullFetches + (change.why === 'not-verified' ? 1 : 0),
        ...(change.why === 'not-verified' ? { receivedBytes: 0 } : {}),
        ...(change.keepableBytes === undefined ? {} : { keepableBytes: change.keepableBytes }),
      };
    case 'stored':
    case 'kept-as-it-is':
    case 'file-found': {
      const {
        path,
        bytes,
        modifiedAtMs,
        sha256,
        receivedSha256,
        untagged,
        width,
        height,
        durationSeconds,
        framesPerSecond,
        hasAudio,
        codec,
      } = change.file;
      return {
        state: 'stored',
        storedAtMs: row.storedAtMs ?? nowMs,
        folderId: change.folderId,
        path,
        bytes,
        modifiedAtMs: Math.round(modifiedAtMs),
        sha256,
        receivedSha256,
        untagged,
        width,
        height,
        durationSeconds,
        framesPerSecond,
        hasAudio: hasAudio ? 1 : 0,
        codec,
        poster: 'wanted',
        receivedBytes: bytes,
        totalBytes: bytes,
        error: null,
        linkRefusals: 0,
        nextAttemptAtMs: null,
        wantsFreshLink: 0,
        fileCheck: change.fact === 'kept-as-it-is' ? 'unverified' : 'verified',
        checkedAtMs: nowMs,
        keepableBytes: null,
        incomingFolderId: null,
        // What comes from the service is the video itself.
        ...(change.fact === 'stored' ? { changedCopyOf: null } : {}),
      };
    }
    case 'link-died':
      return row.state === 'missing'
        ? { state: 'missing', wantsFreshLink: 0, error: JSON.stringify(change.error) }
        : { state: 'expired', wantsFreshLink: 0, nextAttemptAtMs: null, error: JSON.stringify(change.error) };
    case 'link-refreshed':
      return {
        ...(row.state === 'missing' ? noFile : {}),
        state: 'available',
        url: change.url,
        linkExpiresAtMs: change.linkExpiresAtMs,
        nextAttemptAtMs: change.nextAttemptAtMs,
        wantsFreshLink: 0,
        // Refusals in a row count on, whatever link they were of.
        ...(change.url === row.url ? {} : { attempts: 0, error: null }),
      };
    case 'file-vanished':
      return { state: 'missing', error: JSON.stringify({ kind: 'file-gone' } satisfies AppError) };
    case 'file-put-back':
      // There may have been nothing to make a poster from.
      return { state: 'stored', error: null, wantsFreshLink: 0, ...(row.poster === 'failed' ? { poster: 'wanted' as const } : {}) };
    case 'file-changed':
      return { state: 'stored', wantsFreshLink: 0, error: JSON.stringify({ kind: 'file-changed' } satisfies AppError) };
    case 'file-verified':
      return {
        state: 'stored',
        error: null,
        modifiedAtMs: Math.round(change.modifiedAtMs),
        checkedAtMs: nowMs,
      };
    case 'file-moved':
      return {
        state: 'stored',
        error: null,
        wantsFreshLink: 0,
        folderId: change.folderId,
        path: change.path,
        modifiedAtMs: Math.round(change.modifiedAtMs),
      };
    case 'try-again-pressed':
      return {
        state: 'available',
        nextAttemptAtMs: change.nextAttemptAtMs,
        wantsFreshLink: row.state === 'expired' ? 1 : row.wantsFreshLink,
        attempts: 0,
        // What is offered to be kept as it is stays offered.
        fullFetches: row.keepableBytes !== null && row.fullFetches >= maxUnverifiedTransfers ? row.fullFetches : 0,
        linkRefusals: 0,
        error: null,
      };
  }
}

/** The row after the fact, or null where the fact cannot happen. */
export function reduceResult(row: ResultRow, change: ResultEvent, nowMs: number): ResultRow | null {
  if (row.kind !== 'video') return null; // data has no file and no link: nothing further can happen to it
  const next = patch(row, change, nowMs);
  return isResultTransitionAllowed(row.state, change.fact, next.state) ? { ...row, ...next } : null;
}
