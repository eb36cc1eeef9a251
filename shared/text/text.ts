// The type of a whole language. Apart from `shape.ts`, which English itself is written with.
import type { en } from './en/index.ts';

/** All sentences of a language: what English has, every other language has. */
export type Text = typeof en;
