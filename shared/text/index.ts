// All sentences a person reads, by language. Another language is another object of the same type.
import { en } from './en/index.ts';

export type { ErrorText, NextStep } from './en/error-words.ts';
export type { Piece, Standing } from './en/tasks.ts';

export type Language = 'en';
export type Text = typeof en;

const languages: Readonly<Record<Language, Text>> = { en };

/** The sentences of a language. */
export function text(language: Language): Text {
  return languages[language];
}
