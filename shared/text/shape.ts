// The shapes that the sentences of every language have.
import type { AppErrorKind, AppErrorOf } from '../errors.ts';
import type { NextStep } from '../service-errors/index.ts';

export type { NextStep };

/** An error for the user: what happened, and the next step. */
export interface ErrorText {
  /** What happened: one sentence. */
  readonly title: string;
  /** What it means and what to do. */
  readonly detail: string;
  /** The button beside it; null where there is none. */
  readonly action: { readonly step: NextStep; readonly label: string } | null;
}

/** The text of each kind of error. */
export type ErrorSentences = { readonly [K in AppErrorKind]: (error: AppErrorOf<K>) => ErrorText };

/**
 * A part of a status text. It may be a moment to count down to: only that part is drawn again every second, not the list.
 */
export type Piece =
  | string
  | { readonly countDownToMs: number; readonly text: (left: string) => string; readonly endText: string }
  /** A link that expires at about this time: the remaining time is rough, and its colour shows the urgency. */
  | { readonly expiresAtMs: number; readonly text: (left: string) => string; readonly endText: string };
/** The status of a task: `lead` is bold, `rest` follows it; null where nothing is bold. */
export interface StatusText {
  /** null where nothing is bold. */
  readonly lead: string | null;
  readonly rest: readonly Piece[];
}

/** The action on files at the service that failed. */
export type FilesAction = 'list' | 'quota' | 'remove' | 'upload';
