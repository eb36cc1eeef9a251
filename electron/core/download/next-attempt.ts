// Decides when a failed download is retried, and whether it needs a fresh link first. Pure.
import type { AppError } from '../../../shared/errors.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import { backoffDelay } from '../scheduling/backoff.ts';
import { maxUnverifiedTransfers } from '../tasks/unverified-offer.ts';

const firstBackOffMs = 2_000;
const maxBackOffMs = 300_000;
/** Delay for a large video that needs more disk space. Smaller videos continue. The probe of the folder may end the delay earlier. */
const diskFullBackOffMs = 300_000;
/** Delay after several responses that were no videos and cannot be kept. A proxy or a login portal may respond with its own page. */
const pageBackOffMs = 1_800_000;
/** Delay if another attempt would transfer a whole file and probably fail again: the file can be kept unverified, or it is too large. */
const wholeFileBackOffMs = 6 * 3_600_000;
/** The longest wait of a download for its next attempt. */
export const maxDownloadWaitMs = wholeFileBackOffMs;

/** The next step after a failed download. */
interface NextAttempt {
  /** Unix milliseconds; null if there is no automatic attempt. */
  readonly nextAttemptAtMs: number | null;
  /** True if the task must be polled first, for a fresh link. */
  readonly needsFreshLink: boolean;
  readonly reason: 'link-refused' | 'not-verified' | 'folder' | 'other';
}

/** The circumstances of the failure that are not in the row or the error. */
interface FailedAttempt {
  readonly nowMs: number;
  /** A number in [0, 1). */
  readonly random: number;
  /**
   * True if this download needs no delay of its own: the library folder already holds all downloads, or the failure is in this
   * download's own folder.
   */
  readonly isHeld: boolean;
  /** True if bytes of this result are in quarantine, so that the user can keep them unverified. */
  readonly isKeepable: boolean;
}

/** Decides the next attempt after `error`. `row`: the result at the beginning of the failed attempt. */
export function planNextAttempt(
  row: Pick<ResultRow, 'attempts' | 'linkExpiresAtMs' | 'unverifiedTransfers'>,
  error: AppError,
  { nowMs, random, isHeld, isKeepable }: FailedAttempt,
): NextAttempt {
  const retryLater = {
    nextAttemptAtMs: nowMs + backoffDelay(row.attempts - 1, firstBackOffMs, maxBackOffMs, random),
    needsFreshLink: false,
  };
  const refreshLink = { nextAttemptAtMs: nowMs, needsFreshLink: true, reason: 'link-refused' } as const;
  // The user may be absent until the link expires. So a download that may continue automatically keeps retrying until then.
  const hasLinkExpired = row.linkExpiresAtMs !== null && nowMs > row.linkExpiresAtMs;
  switch (error.kind) {
    case 'link-refused':
      return refreshLink;
    case 'host-needs-permission':
      // The user is asked meanwhile. The retries also resolve the host name again, because it may lead elsewhere once a proxy is switched
      // on or off.
      return hasLinkExpired ? refreshLink : { ...retryLater, reason: 'other' };
    case 'not-a-video':
    case 'download-incomplete':
      if (row.unverifiedTransfers + 1 < maxUnverifiedTransfers) return { ...retryLater, reason: 'not-verified' };
      // The same bytes would probably arrive again. The user decides whether to keep them, without a time limit.
      if (isKeepable) return { ...retryLater, nextAttemptAtMs: hasLinkExpired ? null : nowMs + wholeFileBackOffMs, reason: 'not-verified' };
      return hasLinkExpired ? refreshLink : { ...retryLater, nextAttemptAtMs: nowMs + pageBackOffMs, reason: 'not-verified' };
    case 'link-blocked':
      if (hasLinkExpired) return refreshLink;
      if (error.reason === 'too-large') return { ...retryLater, nextAttemptAtMs: nowMs + wholeFileBackOffMs, reason: 'other' };
      // The host name or the redirect may lead elsewhere later, or in another network.
      return { ...retryLater, reason: 'other' };
    case 'disk-full':
    case 'library-missing':
    case 'library-unavailable':
    case 'library-unwritable':
      // An error of the library folder holds all downloads, so this one needs no delay of its own.
      return { nextAttemptAtMs: isHeld ? nowMs : nowMs + diskFullBackOffMs, needsFreshLink: false, reason: 'folder' };
    default:
      return { ...retryLater, reason: 'other' };
  }
}
