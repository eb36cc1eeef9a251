// The parsed form of a search, and its problems. Made by `parse-query.ts`; used by `match-entry.ts`, by the index and by the window's chips.

/** How a number is compared; `=` where the user wrote none. */
export type Comparison = '=' | '>=' | '<=' | '>' | '<';

/**
 * The state of an entry. `ready`: a stored video, or a result that is data. `in-progress`: from sending to saving. `unclear`: it is unknown
 * whether EvoLink accepted the task. `expired`: the link expired before the video was saved. `abandoned`: no longer tracked. `deleted`: the
 * video was deleted for good.
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
/** The state of an entry. Every entry has exactly one. */
export type EntryState = (typeof entryStates)[number];

/** The flags that `is:` knows: marks of the user, states, and facts about the file and the tags. */
export const entryFlags = ['pick', 'reject', 'favourite', ...entryStates, 'missing', 'simulated', 'untagged'] as const;
/** A word after `is:`. */
export type EntryFlag = (typeof entryFlags)[number];

/** Narrows to `EntryState`. */
export const isEntryState = (flag: EntryFlag): flag is EntryState => (entryStates as readonly EntryFlag[]).includes(flag);

/** The values of `from:`, which say what a video was made from. */
export const entryOrigins = ['reference', 'video'] as const;
/** A value of `from:`: `reference` for a reference file, `video` for a stored video or a frame of it. */
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
  /** `resolved`: the meaning of the name, if the library has exactly this name. `resolve-names.ts` adds it; parsing does not. */
  | { readonly field: 'tag' | 'in'; readonly text: string; readonly resolved?: ResolvedNames }
  /** The model's kind, e.g. `text-to-video`; aspect ratio, e.g. `16:9`; quality, e.g. `1080p`: by folded equality. */
  | { readonly field: 'kind' | 'ratio' | 'quality'; readonly text: string }
  | { readonly field: 'audio'; readonly value: boolean }
  | { readonly field: 'from'; readonly origin: EntryOrigin }
  | { readonly field: 'is'; readonly flag: EntryFlag }
  /** `longer:5` and `shorter:5`, in seconds: both exclude equality. */
  | { readonly field: 'longer' | 'shorter'; readonly seconds: number }
  | { readonly field: 'rating' | 'cost' | 'seed'; readonly comparison: Comparison; readonly value: number }
  /** Compares `Entry.atMs` with a local midnight in Unix milliseconds: `before` excludes midnight, `after` includes it. */
  | { readonly field: 'before' | 'after'; readonly atMs: number };

/** `field:text`: a name, or one of few known values. */
export type TextCondition = Extract<Condition, { readonly text: string }>;

/** `tag:` or `in:`. */
export type CollectionCondition = Extract<Condition, { readonly field: 'tag' | 'in' }>;

/** Narrows to `TextCondition`. */
export const isTextCondition = (condition: Condition): condition is TextCondition => 'text' in condition;

/** The name of a condition's field, as it is typed before the colon. */
export type ConditionField = Condition['field'];

/** A search as a tree. An `and` without parts finds every entry. */
export type Query =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  /** `text` as typed, with at least one token. `isPhrase`: the text was quoted, so its tokens must match whole. */
  | { readonly kind: 'words'; readonly text: string; readonly isPhrase: boolean }
  | { readonly kind: 'condition'; readonly condition: Condition };

/** A part of the typed text in UTF-16 positions. `to` is excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A condition with its place in the text, without its minus signs. `isNegated`: the number of minus signs before it and its groups is odd. */
export interface TypedCondition extends Span {
  readonly condition: Condition;
  readonly isNegated: boolean;
}

/** Why a part of the text is not parsed as written. The part is searched as words instead, or left out. */
export type QueryProblem = Span &
  /** A word before a colon that is near a field's name. `suggestion` is that name. */
  (
    | { readonly kind: 'unknown-field'; readonly name: string; readonly suggestion: ConditionField }
    /** A field with an unknown value. `suggestions`: at most three known values, the nearest first. */
    | { readonly kind: 'unknown-value'; readonly field: ConditionField; readonly value: string; readonly suggestions: readonly string[] }
    /** A field with a value that the searched list does not have. */
    | { readonly kind: 'field-not-here'; readonly field: ConditionField }
    /** A field without a value. The field is left out. */
    | { readonly kind: 'missing-value'; readonly field: ConditionField }
    | { readonly kind: 'unclosed-quote' | 'unclosed-parenthesis' | 'unexpected-parenthesis' }
    /** `OR`, `AND` or `-` without an operand. The operator is left out. */
    | { readonly kind: 'missing-operand' }
    /** The text is longer than a search may be, or has more parts. The excess is left out. */
    | { readonly kind: 'too-long' }
  );

/** The outcome of parsing. */
export interface ParsedQuery {
  readonly query: Query;
  readonly conditions: readonly TypedCondition[];
  /**
   * The spans of the parts that the query joins by AND at its top, with their minus signs and parentheses, in order: one for each count of
   * `countsWithoutPart`. A query without an AND is one part; an empty query has none.
   */
  readonly parts: readonly Span[];
  readonly problems: readonly QueryProblem[];
}

/** The longest text that is parsed, in UTF-16 units. */
export const maxQueryLength = 10_000;
/** The most terms of a text that are parsed. Minus signs, parentheses and problems count as well, so that a query is never nested deeper. */
export const maxQueryTerms = 500;
