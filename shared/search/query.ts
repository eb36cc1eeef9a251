// The parsed form of a search, and its problems. Made by `parse-query.ts`; used by `match-entry.ts`, by the index and by the window's chips.

/** How a number is compared; `=` where the user wrote none. */
export type Comparison = '=' | '>=' | '<=' | '>' | '<';

/**
 * What became of an entry. `ready`: a stored video, or a result that is data. `in-progress`: from sending to saving. `unclear`: nobody knows whether EvoLink
 * accepted it. `expired`: the link, before the video was saved. `abandoned`: no longer tracked. `deleted`: its video was deleted for good.
 */
export const entryStates = [
  'ready',
  'failed',
  'cancelled',
  'discarded',
  'expired',
  'abandoned',
  'deleted',
  'draft',
  'waiting',
  'in-progress',
  'unclear',
] as const;
/** What became of an entry. An entry has exactly one. */
export type EntryState = (typeof entryStates)[number];

/** The flags that `is:` knows: marks of the user, states, and what is known of the file and the tags. */
export const entryFlags = ['pick', 'reject', 'favourite', ...entryStates, 'missing', 'simulated', 'untagged'] as const;
/** A word after `is:`. */
export type EntryFlag = (typeof entryFlags)[number];

/** Narrows to `EntryState`. */
export const isEntryState = (flag: EntryFlag): flag is EntryState => (entryStates as readonly EntryFlag[]).includes(flag);

/** What `from:` knows: what a video was made from. */
export const entryOrigins = ['reference', 'video'] as const;
/** A word after `from:`: made from a reference file, or from a stored video (its frame, or the whole). */
export type EntryOrigin = (typeof entryOrigins)[number];

/** The tags or collections that a name stands for, by their exact names, and the searches of smart collections. An entry matches by any of them. */
export interface ResolvedNames {
  readonly names: readonly string[];
  readonly queries: readonly Query[];
}

/** One condition, as `field:value` says it. Names are compared folded; a name matches when it contains the value's tokens side by side. */
export type Condition =
  /** Model id or display name, vendor, profile name, tag, collection: by folded text. */
  | { readonly field: 'model' | 'vendor' | 'profile'; readonly text: string }
  /** `resolved`: what the name stands for, where the library has exactly this name; see `resolve-names.ts`. Parsing leaves it out. */
  | { readonly field: 'tag' | 'in'; readonly text: string; readonly resolved?: ResolvedNames }
  /** The model's kind, e.g. `text-to-video`; aspect ratio, e.g. `16:9`; quality, e.g. `1080p`: by folded equality. */
  | { readonly field: 'kind' | 'ratio' | 'quality'; readonly text: string }
  | { readonly field: 'audio'; readonly value: boolean }
  | { readonly field: 'from'; readonly origin: EntryOrigin }
  | { readonly field: 'is'; readonly flag: EntryFlag }
  /** `longer:5` and `shorter:5`, in seconds: both exclude equality. */
  | { readonly field: 'longer' | 'shorter'; readonly seconds: number }
  | { readonly field: 'rating' | 'cost' | 'seed'; readonly comparison: Comparison; readonly value: number }
  /** Unix milliseconds of local midnight: `before` excludes it, `after` includes it. The moment of an entry is `Entry.atMs`. */
  | { readonly field: 'before' | 'after'; readonly atMs: number };

/** `field:text`: a name, or one of few known values. */
export type TextCondition = Extract<Condition, { readonly text: string }>;

/** `tag:` or `in:`. */
export type CollectionCondition = Extract<Condition, { readonly field: 'tag' | 'in' }>;

/** Narrows to `TextCondition`. */
export const isTextCondition = (condition: Condition): condition is TextCondition => 'text' in condition;

/** The name of a condition's field, as it is typed before the colon. */
export type ConditionField = Condition['field'];

/** A search as a tree. `and` of nothing is everything. */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  /** `text` as typed, with at least one token. `isPhrase`: it was quoted, so its tokens are matched whole. */
  | { readonly kind: 'words'; readonly text: string; readonly isPhrase: boolean }
  | { readonly kind: 'condition'; readonly condition: Condition };

/** A part of the typed text: UTF-16 positions, `to` excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A condition with its place in the text, without its minus signs. `isNegated`: the number of minus signs before it and its groups is odd. */
export interface TypedCondition extends Span {
  readonly condition: Condition;
  readonly isNegated: boolean;
}

/** Why a part of the text is not read as it was written. It is searched as words instead, or left out. */
export type QueryProblem = Span &
  /** A word before a colon that is near a field's name. `suggestion` is that name. */
  (
    | { readonly kind: 'unknown-field'; readonly name: string; readonly suggestion: ConditionField }
    /** A field with a value it does not know. `suggestions`: values it does know, the nearest first, at most three. */
    | { readonly kind: 'unknown-value'; readonly field: ConditionField; readonly value: string; readonly suggestions: readonly string[] }
    /** A field without a value. It is left out. */
    | { readonly kind: 'missing-value'; readonly field: ConditionField }
    | { readonly kind: 'unclosed-quote' | 'unclosed-parenthesis' | 'unexpected-parenthesis' }
    /** `OR`, `AND` or `-` without an operand. It is left out. */
    | { readonly kind: 'missing-operand' }
    /** The text is longer, or has more parts, than a search may have; what is beyond is left out. */
    | { readonly kind: 'too-long' }
  );

/** The outcome of parsing. */
export interface ParsedQuery {
  readonly query: Query;
  readonly conditions: readonly TypedCondition[];
  /**
   * The spans of the parts that the query joins by AND at its top, with their minus signs and parentheses, in order: one for each count of
   * `countsWithoutPart`. The whole query where it joins none; empty for an empty query.
   */
  readonly parts: readonly Span[];
  readonly problems: readonly QueryProblem[];
}

/** The longest text that is parsed, in UTF-16 units. */
export const maxQueryLength = 10_000;
/** The most terms of a text that are parsed. Minus signs, parentheses and problems count as well, so that a query is never nested deeper. */
export const maxQueryTerms = 500;
