// The user's judgement of a video, with the limits of its texts and lists. Does not load zod, because the window uses this file.
import { foldForSearch } from '../search-folding.ts';

/** The flags of a video: picked or rejected. null stands for neither. */
export const videoFlags = ['pick', 'reject'] as const;

/** The highest rating; 0 is no rating. */
export const maxRating = 5;

/** Texts that the user writes about videos. */
export const judgementTexts = ['title', 'notes', 'tag', 'collection'] as const;
/** A text that the user writes about videos: the name of a tag or of a collection, a title, or notes. */
export type JudgementText = (typeof judgementTexts)[number];

/** The longest texts, in UTF-16 units after `readJudgementText`. */
export const maxTextLength: Readonly<Record<JudgementText, number>> = { title: 500, notes: 20_000, tag: 100, collection: 200 };

/** The most tags of a library. */
export const maxTags = 10_000;
/** The most collections of a library, smart ones included. */
export const maxCollections = 2_000;
/** The most videos of one command. */
export const maxVideosPerCommand = 1_000_000;

/** Why a text is refused. `control-character`: it contains a control character, or one that changes lines or the writing direction. */
export const textRefusals = ['empty', 'too-long', 'control-character'] as const;
/** Why a text is refused. */
export type TextRefusal = (typeof textRefusals)[number];

/** A text in the form in which it is stored, or why it is refused. */
export type ParsedJudgementText = { readonly text: string } | { readonly refusal: TextRefusal };

/** C0 and C1 controls, line and paragraph separators, and the marks that embed, override or isolate a writing direction. */
const forbiddenInLine = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** Notes may contain line breaks, tabs, and the direction marks of a pasted paragraph. */
const forbiddenInNotes = /(?![\n\t])\p{Cc}/u;
const unpairedSurrogates = /\p{Surrogate}/gu;

/** Whether a text may be empty: an empty title or note removes it. The name of a tag or collection must not be empty when folded. */
const mayBeEmpty = (kind: JudgementText): boolean => kind === 'title' || kind === 'notes';

/**
 * Returns a typed text as it is stored: composed (NFC), trimmed, without lone surrogates. White space becomes single spaces; notes keep
 * their lines, which end with `\n`. A text that is too long is refused, not cut, so that the window keeps what the user typed.
 */
export function readJudgementText(kind: JudgementText, typed: string): ParsedJudgementText {
  const normalized = typed.replace(unpairedSurrogates, '\ufffd').normalize('NFC').trim();
  const text = kind === 'notes' ? normalized.replace(/\r\n?/g, '\n') : normalized.replace(/[^\S\p{Cc}\u2028\u2029]+/gu, ' ');
  if ((kind === 'notes' ? forbiddenInNotes : forbiddenInLine).test(text)) return { refusal: 'control-character' };
  if (text.length > maxTextLength[kind]) return { refusal: 'too-long' };
  if (!mayBeEmpty(kind) && foldedName(text) === '') return { refusal: 'empty' };
  return { text };
}

/** The form in which names of tags and collections are compared: two names with one form are one name. */
export const foldedName = (name: string): string => foldForSearch(name).trim();
