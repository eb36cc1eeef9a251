// What a user sees of a profile, in the field names of the view that was recorded with the database format 020.
export type HistoryLine = readonly [event: string, state: string, result: number | null];

export interface ResultView {
  readonly number: number;
  readonly kind: string;
  readonly state: string;
  /** The kind of its error. */
  readonly problem: string | null;
  /** Whether the studio offers to keep the video unverified. */
  readonly offered: boolean;
  readonly data: Readonly<Record<string, unknown>> | null;
}

export interface TaskView {
  readonly number: number;
  readonly account: number;
  readonly prompt: string;
  readonly model: string;
  readonly seconds: number | null;
  readonly pictures: readonly (readonly [role: string, reference: number])[];
  readonly state: string;
  readonly hold: string | null;
  /** The outcome of the reconciliation of an unconfirmed task. */
  readonly searched: string | null;
  /** The kind of its error. */
  readonly problem: string | null;
  readonly simulated: boolean;
  /** Whether the user has dismissed the task. */
  readonly putAway: boolean;
  /** The task whose request this task used again. */
  readonly madeFrom: number | null;
  /** If this task is an auto-retry: the original task, and the number of this attempt. */
  readonly tryOf: readonly [task: number, number: number] | null;
  /** The service's id of the task. */
  readonly service: string | null;
  /** The credits that the service charged. */
  readonly used: number | null;
  /** Whether the task is overdue. */
  readonly late: boolean | null;
  /** Whether a request may already have been sent before a restore. */
  readonly earlier: string | null;
  readonly results: readonly ResultView[];
  readonly history: readonly HistoryLine[];
  /** The number of requests in the history. */
  readonly requests: number;
  /** All attempts of the task and its auto-retries. */
  readonly tries: readonly number[];
}

/** What a user sees. */
export interface ProfileView {
  readonly tasks: readonly TaskView[];
  readonly library: readonly {
    readonly number: number;
    readonly task: number;
    readonly file: string;
    readonly prompt: string;
    readonly state: string;
    /** The result of the verification. */
    readonly bytesAre: string;
    /** Why the file has no tag record. */
    readonly record: string | null;
    readonly size: number;
    readonly sha256: string;
    readonly width: number | null;
    readonly height: number | null;
    /** The duration of the video. */
    readonly seconds: number | null;
    readonly sound: boolean | null;
    readonly coding: string | null;
  }[];
  readonly accounts: readonly {
    readonly number: number;
    readonly kind: string;
    readonly name: string;
    /** The last characters of the key; null if the profile has no key. */
    readonly key: string | null;
    readonly paused: boolean;
    readonly perSecond: number;
    readonly holds: readonly (readonly [problem: string, ends: string])[];
  }[];
  readonly activeAccount: number | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly hosts: readonly string[];
  readonly composer: {
    readonly prompt: string;
    readonly pictures: readonly (readonly [string, number])[];
    /** The action id of the click on Generate. */
    readonly press: string | null;
    readonly from: number | null;
    /** Whether the composer edits a waiting task. */
    readonly takenBack: boolean | null;
  };
  readonly prompts: readonly (readonly [text: string, uses: number, model: string])[];
  readonly templates: readonly (readonly [name: string, text: string])[];
  readonly values: readonly (readonly [name: string, value: string])[];
  readonly references: readonly {
    readonly number: number;
    readonly kind: 'image' | 'video' | 'audio';
    readonly type: string;
    readonly name: string;
    readonly size: number;
    readonly width: number | null;
    readonly height: number | null;
    readonly sha256: string;
    /** Whether the whole file could be decoded. */
    readonly whole: boolean | null;
    /** Why the picture needs a normalized copy. */
    readonly corrections: readonly string[];
    readonly from: readonly [result: number, seconds: number | null] | null;
    readonly madeFrom: readonly [reference: number, how: string] | null;
    readonly tasks: number;
  }[];
  readonly elements: readonly (readonly [id: string, name: string, description: string, reference: number | null])[];
  readonly backups: readonly {
    readonly name: string;
    readonly reason: string;
    readonly tasks: number | null;
    readonly videos: number | null;
    /** Whether the backup can be restored. */
    readonly standing: string;
  }[];
}
