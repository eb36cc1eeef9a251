// The shape of one model in the catalogue: what it takes, as data. The models are in `vendors/`; the functions that read them are in `checks/` and
// `form/`. No zod here: the window loads this at start-up.
import type { JsonValue, Reference, ReferenceRole } from '../generation.ts';
import type { FactSource } from './fact-source.ts';
import type { Bound, NoteKey, Rule, RuleCondition } from './rules/rule-types.ts';

/** The kinds of generation that a model supports. */
export type GenerationKind =
  | 'text-to-video'
  | 'image-to-video'
  | 'first-last-frame'
  | 'reference-to-video'
  | 'video-edit'
  | 'extend'
  | 'custom-element'
  | 'character';

/** The durations that the form offers. `default: null` means that the service's default is unknown: the field is sent only when the user chooses. */
export type DurationChoice =
  | { readonly kind: 'none' } // the model has no such field
  | {
      readonly kind: 'range';
      readonly minSeconds: number;
      readonly maxSeconds: number;
      readonly defaultSeconds: number | null;
      readonly source: FactSource;
    }
  | { readonly kind: 'list'; readonly seconds: readonly number[]; readonly defaultSeconds: number | null; readonly source: FactSource };

/**
 * The values that the form offers. `default: null` means that the service's default is unknown: the field is sent only when the user
 * chooses.
 */
export type NamedChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly default: string | null; readonly source: FactSource };

/**
 * Whether the form has a switch for sound. `default: null` means that the default is unknown: the field is sent only when the user chooses.
 */
export type AudioChoice =
  | { readonly kind: 'none' }
  /** In the API request `generate_audio` is a boolean, `sound` is "on" or "off". */
  | { readonly kind: 'switch'; readonly field: 'generate_audio' | 'sound'; readonly default: boolean | null; readonly source: FactSource };

/** One slot for references: how many it takes, and the field of the API request that they are sent in. */
export interface Slot {
  readonly role: ReferenceRole;
  /** `min` and `max` are numbers of files. */
  readonly min: number;
  readonly max: number;
  /** `image_urls`, `video_urls`, `audio_urls` and `mask_url` are arrays that slots share in slot order; the others hold one address. */
  readonly field:
    | 'image_urls'
    | 'image_start'
    | 'image_end'
    | 'video_url'
    | 'video_urls'
    | 'audio_url'
    | 'audio_urls'
    | 'mask_url'
    | 'ref_image_url'
    | 'model_params.element_image_list'
    | 'model_params.element_video_list';
  /** Few requests need this slot: the form shows it empty only when the user asks for it. */
  readonly isRare?: boolean;
}

/** The limits of the files of one kind; an absent limit is not documented. */
export interface FileLimits {
  /** In units of `bytesPerMegabyte`. */
  readonly maxMegabytes: number;
  /** Lower-case format names: jpeg, png, webp, bmp, tiff, gif, mp4, mov, webm, mp3. Empty: any file of its kind. */
  readonly formats: readonly string[];
  /** The limits of both edges. */
  readonly minEdgePixels?: number;
  readonly maxEdgePixels?: number;
  /** The limits of the width, where no limit of the height is documented. */
  readonly minWidthPixels?: number;
  readonly maxWidthPixels?: number;
  /** Width × height. */
  readonly minPixels?: number;
  readonly maxPixels?: number;
  /** Width / height. */
  readonly minAspect?: number;
  readonly maxAspect?: number;
  /** The duration of each file. */
  readonly minSeconds?: number;
  readonly maxSeconds?: number;
  /** `billed`: a clip outside of the range is accepted, but charged as if it had the nearest duration in it. */
  readonly outsideSeconds?: 'billed';
  readonly minFramesPerSecond?: number;
  readonly maxFramesPerSecond?: number;
  /** The total duration of all files of this kind. */
  readonly minTotalSeconds?: number;
  readonly maxTotalSeconds?: number;
  /** Pictures with transparent pixels are refused. */
  readonly noAlpha?: true;
  /** `exact`: the picture must have the video's size. `follows`: a single picture decides the ratio, whatever was requested. */
  readonly ratio?: 'exact' | 'follows';
  readonly source: FactSource;
}

/** A model's own field. `path` is its path in the API request, e.g. `negative_prompt` or `model_params.prompt_optimizer`; its label is in `shared/text`. */
export type ExtraField = { readonly path: string; readonly required: boolean; readonly source: FactSource } & (
  | { readonly type: 'boolean'; readonly default: boolean | null }
  | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly default: number | null }
  | { readonly type: 'text'; readonly maxCharacters: number | null; readonly multiline: boolean; readonly default: string | null }
  /** The value sent when the user chooses none: `byKind` follows from the kind of the request, `implied` from its references. */
  | {
      readonly type: 'choice';
      readonly values: readonly string[];
      readonly default: string | null;
      readonly byKind?: Partial<Readonly<Record<GenerationKind, string>>>;
      /** The first reference whose role is listed decides. */
      readonly implied?: { readonly byRole: Partial<Readonly<Record<ReferenceRole, string>>>; readonly otherwise: string };
      /** `sent` is used when the user chooses nothing and the field at `path` has `value`, because the service then requires a choice. */
      readonly requiredBy?: { readonly path: string; readonly value: JsonValue; readonly sent: string };
    }
  /** A JSON object, or its text, for values without a field in the form. */
  | { readonly type: 'object'; readonly default: null }
  /** An earlier task of this account, given by its service id. */
  | { readonly type: 'task'; readonly default: null }
  /** Two moments "from,to" in seconds. */
  | { readonly type: 'span'; readonly maxSpanSeconds: number; readonly default: string | null }
  /** The written shots of a multi-shot video: a list of `{ index, prompt, duration }`; see `shots.ts`. */
  | { readonly type: 'shots'; readonly maxItems: number; readonly default: null }
  /** Elements made earlier: a list of `{ element_id }`. Rules may allow fewer than `maxItems`. */
  | { readonly type: 'elements'; readonly maxItems: number; readonly default: null }
);

/** One model: what it takes and makes, and where each fact comes from. */
export interface Model {
  /** The id that a request names. */
  readonly id: string;
  /** The name in the window, e.g. "Seedance 1.5 Pro". */
  readonly name: string;
  readonly vendor: string;
  readonly stability: 'stable' | 'beta';
  /** The state of its page at EvoLink. `placeholder`: the contract lists the model ahead of its release. */
  readonly documentation: 'current' | 'archived' | 'removed' | 'none' | 'placeholder';
  /** The id in the present documentation; null if that is `id`. */
  readonly renamedTo: string | null;
  readonly kinds: readonly GenerationKind[];
  /** What a completed task contains. */
  readonly output: 'video' | 'element' | 'character';
  readonly prompt: {
    readonly required: boolean;
    readonly max: number | null;
    readonly unit: 'characters' | 'tokens';
    /** True when the model has no prompt field: the text is kept as a title and not sent. */
    readonly none?: true;
    /** The prompt is not required while all of these conditions hold. */
    readonly optionalWhen?: readonly RuleCondition[];
  };
  readonly duration: DurationChoice;
  readonly quality: NamedChoice;
  readonly aspectRatio: NamedChoice;
  readonly audio: AudioChoice;
  readonly slots: readonly Slot[];
  /** The limits of its images; null where it takes no image, or no limits are documented. The same holds for `video` and `audioFile`. */
  readonly image: FileLimits | null;
  readonly video: FileLimits | null;
  readonly audioFile: FileLimits | null;
  /** The model's own fields, besides the common ones. */
  readonly extra: readonly ExtraField[];
  /** Short notes for the user on what is special about this model or was withdrawn. The sentences are in `shared/text`. */
  readonly notes: readonly NoteKey[];
  /** The rules between fields. */
  readonly rules: readonly Rule[];
  /** How other fields change the number of references that a slot takes. */
  readonly bounds: readonly Bound[];
  /** The sources of the facts that have no `source` of their own. */
  readonly sources: { readonly kinds: FactSource; readonly prompt: FactSource; readonly slots: FactSource };
}

/** A problem of a request, found before it is sent. */
export interface Issue {
  /** `block`: the request cannot be sent. `advice`: it can be sent after "Send anyway". */
  readonly level: 'block' | 'advice';
  /** The form field it belongs to: a `GenerationRequest` key, a slot role, or an extra field's path. */
  readonly field: string;
  /** Names the sentence in `shared/text`. */
  readonly code: IssueCode;
  /** The values in the sentence, by name. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** The kind of an issue; `shared/text` has a sentence for each. */
export type IssueCode =
  | 'prompt-missing'
  | 'prompt-too-long' // contract: 5,000 characters, counted as code points
  | 'prompt-long-for-model'
  | 'model-missing'
  | 'model-unknown'
  | 'model-withdrawn'
  | 'model-undocumented'
  | 'duration-outside'
  | 'duration-undocumented'
  | 'quality-outside'
  | 'quality-undocumented'
  | 'aspect-ratio-outside'
  | 'aspect-ratio-undocumented'
  | 'audio-not-taken'
  | 'reference-not-taken'
  | 'reference-missing'
  | 'too-many-references'
  | 'reference-format'
  | 'reference-incomplete' // a picture with a part missing
  | 'reference-large'
  | 'reference-edge'
  | 'reference-aspect'
  | 'reference-length'
  | 'reference-frame-rate'
  | 'reference-unread' // the model limits a property of the file that could not be read
  | 'reference-alpha' // transparency, where the model takes none
  | 'field-missing'
  | 'field-outside'
  | 'combination'; // a cross-field rule of the model; values.rule names it

/** A value that changed when a request moved to another model; `to: null` removed it. */
export interface SwitchChange {
  /** A field of the request, or the path of a model's own field. */
  readonly field: string;
  readonly from: string;
  readonly to: string | null;
}

export type { FactSource, Reference };
