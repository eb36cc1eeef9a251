// The type of a language. Separate from `shape.ts`, which English itself uses.
import type { en } from './en/index.ts';

/** All sentences of a language: every language has the same as English. */
export type Text = typeof en;
