// The shape of one row in the table of service errors. The sentences are in `shared/text`, by the row's name.

/** The action of the button beside an error. */
export type NextStep =
  | 'replace-key'
  | 'top-up'
  | 'edit-prompt'
  | 'edit-request'
  | 'change-images'
  /** An image does not have the shape of the video: crop or pad it, or choose another one. */
  | 'fix-image'
  | 'choose-model'
  | 'try-again'
  | 'poll-now'
  | 'resume-polling'
  | 'retry-download'
  | 'choose-folder'
  /** Allow a host that may be in a private network. */
  | 'allow-host'
  /** Show the dialog for the proxy's name and password again. */
  | 'proxy-sign-in'
  | 'choose-profile'
  | 'open-logs';

/** The source that says whether a retry helps: the customer's parameter reference, the service's public pages, both, or none. */
export type RetrySource = 'contract' | 'documentation' | 'both' | 'nobody';

/** How long to wait before a retry; both ends are equal where the source has one number. */
export interface Wait {
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

/**
 * Whether the error cost credits. `not-charged`: nothing was accepted. `refunded`: failed tasks are refunded, according to the official clients.
 * `unknown`: the request may have been accepted, and only the balance shows whether it was.
 */
export type CostOutcome = 'not-charged' | 'refunded' | 'unknown';

/** Meaning and consequences of one error of the service. */
export interface ErrorRow {
  /** Whether the same request may succeed later. */
  readonly retryable: 'yes' | 'no' | 'unknown';
  readonly retrySource: RetrySource;
  /** null where no source has a time. */
  readonly wait: Wait | null;
  /** null if the studio continues automatically or the next step is obvious. */
  readonly step: NextStep | null;
  readonly money: CostOutcome;
}

/**
 * The effect of this response on the submitted task.
 * - `waits`: the response proves that the service refused for now. The task is submitted again, with the same key if its body is the same.
 * - `holds`: the task waits, and so does the profile's queue.
 * - `fails`: the response proves that the service refused the task.
 * - `unconfirmed`: the response proves nothing. The studio reconciles, and the user decides.
 */
export type SubmitDisposition = 'waits' | 'holds' | 'fails' | 'unconfirmed';

/**
 * When a task is polled again after this response. A failed poll never fails a task. `waits`: after the row's wait. `backs-off`: after a
 * longer wait each time. `slowly`: at the slowest pace, until the task is abandoned after a day.
 */
export type PollDisposition = 'waits' | 'backs-off' | 'slowly';

/** Meaning and consequences of one HTTP error. */
export interface HttpRow extends ErrorRow {
  /** The HTTP statuses of this error; empty where the status does not identify it. */
  readonly statuses: readonly number[];
  /** The documented values of `error.type`, in both generations of bodies. */
  readonly types: readonly string[];
  /** The documented values of `error.code`. */
  readonly codes: readonly string[];
  readonly submit: SubmitDisposition;
  readonly poll: PollDisposition;
}
