// What one row of the table of service errors says. The words are not here: they are written from the row's name in `shared/text`.

/** What the button beside an error does. */
export type NextStep =
  | 'replace-key'
  | 'top-up'
  | 'edit-prompt'
  | 'edit-request'
  | 'change-images'
  /** An image has not the shape of the video: it is cropped or padded, or another is chosen. */
  | 'fix-image'
  | 'choose-model'
  | 'try-again'
  | 'poll-now'
  | 'resume-polling'
  | 'retry-download'
  | 'choose-folder'
  /** A host that may lie in a private network is asked all the same. */
  | 'allow-host'
  /** The proxy's question for a name and password is asked again. */
  | 'proxy-sign-in'
  | 'choose-profile'
  | 'open-logs';

/** Who says whether it may be tried again: the customer's parameter reference, the service's public pages, both, or nobody. */
export type RetrySource = 'contract' | 'documentation' | 'both' | 'nobody';

/** How long to wait before another try; equal ends where one number is given. */
export interface Wait {
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/**
 * What it cost. `not-charged`: nothing was accepted. `refunded`: the service's own clients say that a failed task is given back.
 * `unknown`: it may have been accepted, so only the balance tells.
 */
export type CostOutcome = 'not-charged' | 'refunded' | 'unknown';

export interface ErrorRow {
  readonly retryable: 'yes' | 'no' | 'unknown';
  readonly retrySource: RetrySource;
  /** null where nobody names a time. */
  readonly wait: Wait | null;
  /** null: the studio goes on by itself, or what to do lies in plain sight. */
  readonly step: NextStep | null;
  readonly money: CostOutcome;
}

/**
 * What becomes of a task whose submission is answered so. `waits`: a proven "not now", sent again by itself, with the same key while its body is the same. `holds`: it
 * waits, and with it the profile's queue. `fails`: a proven "no". `unconfirmed`: no proof either way; the studio looks, the person decides.
 */
export type SubmitDisposition = 'waits' | 'holds' | 'fails' | 'unconfirmed';

/**
 * When a task is looked at again after a look was answered so; no failed look fails a task. `waits`: as the row says. `backs-off`: later each
 * time. `slowly`: at the slowest pace, and given up after a day.
 */
export type PollDisposition = 'waits' | 'backs-off' | 'slowly';

export interface HttpRow extends ErrorRow {
  /** The statuses it stands for; none where it is not told by a status. */
  readonly statuses: readonly number[];
  /** `error.type` as documented, of both generations of bodies. */
  readonly types: readonly string[];
  /** `error.code` as documented. */
  readonly codes: readonly string[];
  readonly submit: SubmitDisposition;
  readonly poll: PollDisposition;
}
