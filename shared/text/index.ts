// All sentences for the user, by language. Another language is another object of the same type.
import { en } from './en/index.ts';
import type { Language } from './language.ts';
import type { Text } from './text.ts';
import { zh } from './zh/index.ts';

export { type Language, type LanguageSetting, languageOf } from './language.ts';
export type { ErrorText, NextStep, Piece } from './shape.ts';
export type { Text } from './text.ts';

const languages: Readonly<Record<Language, Text>> = { en, zh };

/** The sentences of a language. */
export function text(language: Language): Text {
  return languages[language];
}
