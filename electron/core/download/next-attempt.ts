// When a download that failed is tried again, and what has to come first. Pure.
import type { AppError } from '../../../shared/errors.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import { backoffDelay } from '../scheduling/backoff.ts';
import { maxUnverifiedTransfers } from '../tasks/unverified-offer.ts';

const firstBackOffMs = 2_000;
const longestBackOffMs = 300_000;
/** A large video waits so long for room while smaller ones go on; the folder's own probe may end it earlier. */
const noRoomBackOffMs = 300_000;
/** Between tries of what brought no video so often, and nothing to be kept either: it may be a page that somebody else puts in between. */
const pageBackOffMs = 1_800_000;
/** Between tries that move whole files and will probably bring the same again: what may be kept as it is, what is too large for a video. */
const wholeFileBackOffMs = 6 * 3_600_000;
/** No download waits longer for its next try. */
export const maxDownloadWaitMs = wholeFileBackOffMs;

/** What a failed download does next. */
interface NextAttempt {
  /** Unix milliseconds; null: not by itself any more. */
  readonly nextAttemptAtMs: number | null;
  /** The task is polled first, for another link. */
  readonly needsFreshLink: boolean;
  readonly reason: 'link-refused' | 'not-verified' | 'folder' | 'other';
}

/** The circumstances of the failure, besides the row and the error. */
interface FailedAttempt {
  readonly nowMs: number;
  /** In [0, 1). */
  readonly random: number;
  /** The library folder holds all downloads, or this one's own folder is the one that failed: there is no need to wait here as well. */
  readonly isHeld: boolean;
  /** Bytes of this result are in quarantine, so that the user can keep them unverified. */
  readonly isKeepable: boolean;
}

/** The next attempt after `error`; `row` is the result as it was when the attempt began. */
export function planNextAttempt(
  row: Pick<ResultRow, 'attempts' | 'linkExpiresAtMs' | 'unverifiedTransfers'>,
  error: AppError,
  { nowMs, random, isHeld, isKeepable }: FailedAttempt,
): NextAttempt {
  const again = {
    nextAttemptAtMs: nowMs + backoffDelay(row.attempts - 1, firstBackOffMs, longestBackOffMs, random),
    needsFreshLink: false,
  };
  const askForLink = { nextAttemptAtMs: nowMs, needsFreshLink: true, reason: 'link-refused' } as const;
  // Nobody may be there to press a button before the link is over, so nothing rests until then that could go on by itself.
  const isPastItsTime = row.linkExpiresAtMs !== null && nowMs > row.linkExpiresAtMs;
  switch (error.kind) {
    case 'link-refused':
      return askForLink;
    case 'host-needs-permission':
      // The person is asked meanwhile. It is looked up again as well: a proxy that is switched off, or on, changes where the name leads.
      return isPastItsTime ? askForLink : { ...again, reason: 'other' };
    case 'not-a-video':
    case 'download-incomplete':
      if (row.unverifiedTransfers + 1 < maxUnverifiedTransfers) return { ...again, reason: 'not-verified' };
      // The same bytes would probably come again; whether they are worth something is the person's to say, for as long as it takes.
      if (isKeepable) return { ...again, nextAttemptAtMs: isPastItsTime ? null : nowMs + wholeFileBackOffMs, reason: 'not-verified' };
      return isPastItsTime ? askForLink : { ...again, nextAttemptAtMs: nowMs + pageBackOffMs, reason: 'not-verified' };
    case 'link-blocked':
      if (isPastItsTime) return askForLink;
      if (error.reason === 'too-large') return { ...again, nextAttemptAtMs: nowMs + wholeFileBackOffMs, reason: 'other' };
      // The host name or redirect may lead elsewhere later, or in another network.
      return { ...again, reason: 'other' };
    case 'disk-full':
    case 'library-missing':
    case 'library-unavailable':
    case 'library-unwritable':
      // A failing folder holds all downloads, so this one needs no back-off of its own.
      return { nextAttemptAtMs: isHeld ? nowMs : nowMs + noRoomBackOffMs, needsFreshLink: false, reason: 'folder' };
    default:
      return { ...again, reason: 'other' };
  }
}
