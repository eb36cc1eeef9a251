// What the sentences of every language are made of.
import type { NextStep } from '../service-errors/index.ts';

export type { NextStep };

export interface ErrorText {
  /** What happened: one sentence. */
  readonly title: string;
  /** What it means and what to do. */
  readonly detail: string;
  readonly action: { readonly step: NextStep; readonly label: string } | null;
}

/**
 * How a task stands, in pieces: `lead` is bold, `rest` follows it. A piece may be a moment to count down to: only that piece is drawn
 * again every second, not the list.
 */
export type Piece =
  | string
  | { readonly countDownToMs: number; readonly text: (left: string) => string; readonly over: string }
  /** A link that dies about then: the time left is rough, and its colour says how urgent it is. */
  | { readonly expiresAtMs: number; readonly text: (left: string) => string; readonly over: string };
export interface StatusText {
  readonly lead: string | null;
  readonly rest: readonly Piece[];
}

/** What was being done with files at the service. */
export type FilesAction = 'list' | 'quota' | 'remove' | 'upload';
