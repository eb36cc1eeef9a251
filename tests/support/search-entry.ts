// Entries of the search index for tests, and arbitrary queries and query texts for property tests.
import type { Entry, EntryText } from '../../shared/search/entry.ts';
import { entryOfResult } from '../../shared/search/entry.ts';
import { type Condition, entryFlags, entryOrigins, type Query } from '../../shared/search/query.ts';
import { hasTokens } from '../../shared/search/text-tokenizer.ts';
import { fc } from './fast-check.ts';
import { searchContext } from './search-context.ts';
import { anyText } from './search-texts.ts';

const noText: EntryText = {
  prompt: '',
  negativePrompt: '',
  shots: [],
  title: '',
  tags: [],
  notes: '',
  collections: [],
  model: [],
  fileName: '',
  serviceTaskId: '',
  error: '',
};

const plainEntry: Entry = {
  id: entryOfResult(1),
  taskId: 1,
  atMs: 0,
  text: noText,
  model: 'kling-v2',
  vendor: null,
  kind: null,
  ratio: null,
  quality: null,
  durationSeconds: null,
  hasAudio: null,
  hasReference: false,
  isFromVideo: false,
  profileId: 1,
  profile: 'Mine',
  credits: null,
  seed: null,
  bytes: null,
  rating: 0,
  verdict: 'none',
  isFavourite: false,
  isSimulated: false,
  state: 'ready',
  fileState: 'stored',
  isTrashed: false,
};

/** The index entry of a video without texts, with these changes. */
export const entryWith = (change: Partial<Omit<Entry, 'text'>>, text: Partial<EntryText> = {}): Entry => ({
  ...plainEntry,
  ...change,
  text: { ...noText, ...text },
});

/** Generates conditions as the parser produces them: known values, valid numbers, local days. */
export const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom('model', 'vendor', 'profile', 'tag', 'in'),
    text: fc
      .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom('a', ' ', '"', '「', '」', '“', '«', '(', ':', '-', '|') }))
      .filter(hasTokens),
  }),
  fc.record({ field: fc.constantFrom('tag', 'in'), text: fc.constantFrom('!!!', '!', '-', '(-:', '#', '"?"') }),
  fc.record({ field: fc.constant('kind'), text: fc.constantFrom(...searchContext.kinds) }),
  fc.record({ field: fc.constant('ratio'), text: fc.constantFrom(...searchContext.ratios) }),
  fc.record({ field: fc.constant('quality'), text: fc.constantFrom(...searchContext.qualities) }),
  fc.record({ field: fc.constant('audio'), value: fc.boolean() }),
  fc.record({ field: fc.constant('from'), origin: fc.constantFrom(...entryOrigins) }),
  fc.record({ field: fc.constant('is'), flag: fc.constantFrom(...entryFlags) }),
  fc.record({ field: fc.constantFrom('longer', 'shorter'), seconds: fc.nat(999_999).map((thousandths) => thousandths / 1000) }),
  fc.record({ field: fc.constant('rating'), comparison: fc.constantFrom('=', '>=', '<=', '>', '<'), value: fc.nat(5) }),
  fc.record({
    field: fc.constant('cost'),
    comparison: fc.constantFrom('=', '>=', '<=', '>', '<'),
    value: fc.nat().map((cents) => cents / 100),
  }),
  fc.record({ field: fc.constant('seed'), comparison: fc.constant('='), value: fc.integer() }),
  fc.record({
    field: fc.constantFrom('before', 'after'),
    atMs: fc.nat(30_000).map((day) => new Date(1970, 0, 2 + day).getTime()),
  }),
) as fc.Arbitrary<Condition>;

const anyWord: fc.Arbitrary<Query> = fc.oneof(
  fc
    .constantFrom('fox', 'a-b', 'don’t', '16:9', 'http://x.y', 'f"x', '狐狸', '🦊', '--ar', 'modle:x', 'rating:bad', 'kind:"no such"')
    .map((text): Query => ({ kind: 'words', text: text.replace(/^-+/, ''), isPhrase: false })),
  fc
    .string({ unit: 'grapheme' })
    .filter(hasTokens)
    .map((text): Query => ({ kind: 'words', text, isPhrase: true })),
);

/** Generates queries as the parser produces them: no group has fewer than two parts. */
export const anyQuery: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyWord,
    anyCondition.map((condition): Query => ({ kind: 'condition', condition })),
    tie('query').map((part): Query => ({ kind: 'not', part })),
    fc.record({ kind: fc.constantFrom('and', 'or'), parts: fc.array(tie('query'), { minLength: 2, maxLength: 4 }) }),
  ),
})).query;

/** Generates texts that a user may type into the search field: arbitrary text, and text made of search syntax. */
export const anyTypedText: fc.Arbitrary<string> = fc.oneof(
  anyText,
  fc
    .array(
      fc.constantFrom(
        ...[
          'fox',
          '狐狸',
          '"',
          '“',
          '”',
          '「',
          '」',
          '«',
          '(',
          ')',
          '（',
          '）',
          '-',
          '--',
          'OR',
          'AND',
          '|',
          ' ',
          ' ',
          '\t',
          ':',
          '：',
          'model:',
          'tag:',
          'rating:',
        ],
        ...[
          '>=3',
          'is:pick',
          'kind:x',
          '评分：',
          'modle:',
          '*',
          'NEAR(',
          '\u200f',
          '\u0000',
          '\ud800',
          '"a b"',
          'before:7d',
          '16:9',
          "'",
          '\\',
        ],
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);
