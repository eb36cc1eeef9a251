// Rules between the fields of a request, as data: "when these conditions hold, those must hold too". `read-request.ts` evaluates them.
import type { JsonValue, ReferenceRole } from '../../generation.ts';
import type { FactSource } from '../fact-source.ts';

/** A condition that a request meets or not. For a field left to the service (`null`), this is unknown. */
export type RuleCondition =
  | { readonly is: 'quality'; readonly values: readonly string[] }
  /** `orDefault`: a duration left to the service counts as its documented default, where there is one. */
  | { readonly is: 'seconds'; readonly values: readonly number[]; readonly orDefault?: true }
  | { readonly is: 'ratio'; readonly values: readonly string[] }
  /** The value that is sent at this path is one of these. */
  | { readonly is: 'parameter'; readonly path: string; readonly values: readonly JsonValue[] }
  | { readonly is: 'set'; readonly path: string }
  /** At least one of these conditions holds. */
  | { readonly is: 'any-of'; readonly conditions: readonly RuleCondition[] }
  | { readonly is: 'unset'; readonly paths: readonly string[] }
  /** The number of references with one of these roles. With `elements`, the elements named by id count too. */
  | { readonly is: 'count'; readonly of: readonly ReferenceRole[]; readonly elements: boolean; readonly min: number; readonly max: number }
  /** How many shots a multi-shot request describes. */
  | { readonly is: 'shots'; readonly min: number; readonly max: number }
  | { readonly is: 'shot-characters'; readonly max: number }
  /** The prompt is not blank. */
  | { readonly is: 'prompt-written' }
  /** Every shot has a prompt. */
  | { readonly is: 'shots-written' }
  /** The shots' seconds add up to the video's, or to the documented default of a duration left to the service. */
  | { readonly is: 'shots-add-up' }
  /** Two times "a,b" in seconds, where b is after a, at most `maxSpanSeconds` later. */
  | { readonly is: 'timestamps'; readonly path: string; readonly maxSpanSeconds: number };

/** A rule between fields: while all of `when` hold, all of `must` have to hold. */
export interface Rule {
  /** Names its sentence in `shared/text`. */
  readonly name: RuleName;
  /** `block`: the request cannot be sent; `advice`: it can be sent anyway. */
  readonly level: 'block' | 'advice';
  /** The form field that shows the sentence. */
  readonly field: string;
  readonly when: readonly RuleCondition[];
  readonly must: readonly RuleCondition[];
  readonly source: FactSource;
}

/** While `when` holds, the slot takes at least `min` and at most `max`. */
export interface Bound {
  /** Names its sentence in `shared/text`. */
  readonly name: RuleName;
  readonly when: readonly RuleCondition[];
  readonly role: ReferenceRole;
  readonly min: number;
  readonly max: number;
  readonly source: FactSource;
}

/** The name of a rule; `shared/text` has a sentence for each. */
export type RuleName =
  | '1080p-six-seconds'
  | '512p-one-image'
  | '480p-ratios'
  | 'fifteen-seconds-high'
  | 'twenty-five-seconds-standard'
  | 'ratio-needs-image'
  | 'last-frame-needs-first'
  | 'last-frame-among-few'
  | 'images-total'
  | 'three-images'
  | 'files-total'
  | 'images-and-elements'
  | 'elements-with-first-frame'
  | 'elements-total'
  | 'needs-an-image'
  | 'needs-a-reference'
  | 'needs-a-video'
  | 'shots-missing'
  | 'shots-add-up'
  | 'shot-too-long'
  | 'shot-empty'
  | 'prompt-beside-picture'
  | 'shot-type-needs-extend'
  | 'resize-needs-image'
  | 'text-mode'
  | 'text-mode-unused'
  | 'frames-mode'
  | 'reference-mode'
  | 'reference-mode-eight-seconds'
  | 'reference-mode-wide'
  | 'reference-mode-plain'
  | 'element-from-images'
  | 'element-from-video'
  | 'voice-needs-video'
  | 'timestamps-span'
  // These compare a picture with the request. `check-files.ts` checks them, because they need the file.
  | 'image-ratio'
  | 'image-size'
  | 'ratio-follows-image';

/** The name of a note about a model; the sentences are in `shared/text`. */
export type NoteKey =
  | 'audio-costs'
  | 'archived'
  | 'removed'
  | 'undocumented'
  | 'placeholder'
  | 'renamed'
  | 'paused'
  | 'upstream-closed'
  | 'tags-in-prompt'
  | 'no-real-people'
  | 'exact-size'
  | 'elements-in-prompt'
  | 'multi-shot'
  | 'follows-input'
  | 'image-elements-only'
  | 'no-sound-with-video'
  | 'frame-rate-24-60'
  | 'bills-input'
  | 'bills-input-bounds'
  | 'makes-element'
  | 'makes-character'
  | 'clear-face'
  | 'several-results'
  | 'camera-commands'
  | 'image-required'
  | 'looks-and-voice'
  | 'audio-contract-only'
  | 'length-set-by-service'
  | 'needs-earlier-task'
  | 'single-image-ratio';
