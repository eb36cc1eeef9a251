// The texts of errors about titles, notes, tags, collections and saved searches.
import type { AppErrorOf } from '../../errors.ts';
import type { ErrorSentences } from '../shape.ts';
import { createErrorText } from './error-words.ts';
import { format } from './format.ts';

/** A text by what it is of: a title, notes, a tag or a collection. */
const refusedTexts: Readonly<Record<AppErrorOf<'text-refused'>['what'], string>> = {
  title: 'title',
  notes: 'text',
  tag: 'tag',
  collection: 'name',
};
/** Why a text was refused. `max`: the longest text, in characters. */
const textRefusal: Readonly<Record<AppErrorOf<'text-refused'>['why'], (max: string) => string>> = {
  empty: () => 'It has no letter or digit. Type at least one.',
  'too-long': (max) => `It may have at most ${max} characters. Shorten it.`,
  'control-character': () => 'It has a line break or an invisible control character. Type it by hand.',
};
/** Which limit was met. */
const tooMany: Readonly<Record<AppErrorOf<'too-many'>['what'], (max: string) => string>> = {
  tags: (max) => `A library may have ${max} tags. Delete or merge some first.`,
  collections: (max) => `A library may have ${max} collections. Delete some first.`,
  'moved-videos': (max) => `At most ${max} videos can be moved at once. Select fewer.`,
  files: (max) => `At most ${max} files can be dragged, shown or copied as paths at once. Export them instead, or select fewer.`,
};
/** Why something cannot be done with a collection. */
const collectionRefusal: Readonly<Record<AppErrorOf<'collection-refused'>['why'], string>> = {
  'too-deep': 'Collections can be nested one level deep. Move the collections out of it first, or choose another place.',
  smart: 'It is a saved search: it holds what the search finds. Choose another collection.',
  manual: 'It is not a saved search. Choose a smart collection.',
};

/** The texts by kind of error. */
export const judgementErrors = {
  'text-refused': ({ what, why, maxLength }) =>
    createErrorText(`This ${refusedTexts[what]} cannot be saved.`, `${textRefusal[why](format.number(maxLength))} Nothing was changed.`),
  'name-taken': ({ what, name }) =>
    createErrorText(`Another ${what} is called “${name}”.`, 'Choose another name. Case, accents and width make no difference.'),
  'too-many': ({ what, max }) =>
    createErrorText(
      what === 'files' ? 'Too many files are selected.' : 'This is more than the app can handle.',
      tooMany[what](format.number(max)),
    ),
  'collection-refused': ({ why }) => createErrorText('This cannot be done with this collection.', collectionRefusal[why]),
  'query-circular': ({ name }) =>
    createErrorText(
      'This search would lead back to itself.',
      `The search of “${name}” would contain itself, or lead through too many collections, and find nothing there. Change one of the searches.`,
    ),
  'query-refused': ({ part }) =>
    createErrorText(
      'This search cannot be saved.',
      part === '' ? 'It is empty. Type a word or a condition.' : `“${part}” is not understood. Change it, then save again.`,
    ),
} satisfies Partial<ErrorSentences>;
