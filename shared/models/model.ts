// The shape of one model in the catalogue: what it takes, as data. The catalogue itself is in the files beside this one;
// the functions that read it are in `check-request.ts`, `slots.ts`, `resolve-conflicts.ts` and `wire-body.ts`. No zod here: the window loads this at start-up.
import type { JsonValue, Reference, ReferenceRole } from '../generation.ts';
import type { Source } from './fact-source.ts';
import type { Bound, Fact, NoteKey, Rule } from './rules/rule-types.ts';

/** What a model does with what it is given. */
export type Kind =
  | 'text-to-video'
  | 'image-to-video'
  | 'first-last-frame'
  | 'reference-to-video'
  | 'video-edit'
  | 'extend'
  | 'custom-element'
  | 'character';

/** A choice the form offers. `default: null` means the service's default is unknown and the field is left out unless the person picks. */
export type DurationChoice =
  | { readonly kind: 'none' } // the model has no such field
  | {
      readonly kind: 'range';
      readonly minSeconds: number;
      readonly maxSeconds: number;
      readonly defaultSeconds: number | null;
      readonly source: Source;
    }
  | { readonly kind: 'list'; readonly seconds: readonly number[]; readonly defaultSeconds: number | null; readonly source: Source };

export type NamedChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly default: string | null; readonly source: Source };

export type AudioChoice =
  | { readonly kind: 'none' }
  /** `generate_audio` is a boolean on the wire, `sound` is "on" or "off". */
  | { readonly kind: 'switch'; readonly field: 'generate_audio' | 'sound'; readonly default: boolean | null; readonly source: Source };

/** One place for references: how many, and the wire field it becomes. */
export interface Slot {
  readonly role: ReferenceRole;
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
  /** Few models take it: the form shows its empty place only when asked to. */
  readonly isRare?: boolean;
}

export interface FileLimits {
  readonly maxMegabytes: number;
  /** Lower-case format names: jpeg, png, webp, bmp, tiff, gif, mp4, mov, webm, mp3. Empty: any file of its kind. */
  readonly formats: readonly string[];
  /** Both edges. */
  readonly minEdgePixels?: number;
  readonly maxEdgePixels?: number;
  /** The width alone, where only that is documented. */
  readonly minWidthPixels?: number;
  readonly maxWidthPixels?: number;
  /** Width × height. */
  readonly minPixels?: number;
  readonly maxPixels?: number;
  /** Width / height. */
  readonly minAspect?: number;
  readonly maxAspect?: number;
  readonly minSeconds?: number;
  readonly maxSeconds?: number;
  /** `billed`: a clip outside the range is taken, but charged as if it had the nearest length. */
  readonly outsideSeconds?: 'billed';
  readonly minFramesPerSecond?: number;
  readonly maxFramesPerSecond?: number;
  /** All files of this kind together. */
  readonly minTotalSeconds?: number;
  readonly maxTotalSeconds?: number;
  readonly noAlpha?: true;
  /** `exact`: the picture must have the video's pixels. `follows`: a single picture decides the ratio, whatever was asked for. */
  readonly ratio?: 'exact' | 'follows';
  readonly source: Source;
}

/** A model-specific field of the form. `path` is the wire path, e.g. `negative_prompt` or `model_params.prompt_optimizer`; its name for a person is in `shared/text`. */
export type ExtraField = { readonly path: string; readonly required: boolean; readonly source: Source } & (
  | { readonly type: 'boolean'; readonly default: boolean | null }
  | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly default: number | null }
  | { readonly type: 'text'; readonly maxCharacters: number | null; readonly multiline: boolean; readonly default: string | null }
  /** `byKind`, `implied`: what is sent when nothing is picked, from what the references make of the request. */
  | {
      readonly type: 'choice';
      readonly values: readonly string[];
      readonly default: string | null;
      readonly byKind?: Partial<Readonly<Record<Kind, string>>>;
      /** The first reference that says something decides. */
      readonly implied?: { readonly byRole: Partial<Readonly<Record<ReferenceRole, string>>>; readonly otherwise: string };
      /** Sent when nothing is picked while another field has this value, because the service then requires a choice. */
      readonly requiredBy?: { readonly path: string; readonly value: JsonValue; readonly sent: string };
    }
  /** A JSON object, or the text of one, for what the form has no field for. */
  | { readonly type: 'object'; readonly default: null }
  /** An earlier task of this account, given by its service id. */
  | { readonly type: 'task'; readonly default: null }
  /** Two moments "from,to" in seconds. */
  | { readonly type: 'span'; readonly maxSpanSeconds: number; readonly default: string | null }
  /** The written shots of a video that is cut: a list of `{ index, prompt, duration }`. `shots.ts` has its form on the wire. */
  | { readonly type: 'shots'; readonly maxItems: number; readonly default: null }
  /** Elements made earlier: a list of `{ element_id }`. Rules may leave less room than `maxItems`. */
  | { readonly type: 'elements'; readonly maxItems: number; readonly default: null }
);

export interface Model {
  readonly id: string;
  /** What a person calls it, e.g. "Seedance 1.5 Pro". */
  readonly name: string;
  readonly vendor: string;
  readonly stability: 'stable' | 'beta';
  readonly documentation: 'current' | 'archived' | 'removed' | 'none' | 'placeholder';
  /** The id the documentation uses now, where it differs. */
  readonly renamedTo: string | null;
  readonly kinds: readonly Kind[];
  readonly makes: 'video' | 'element' | 'character';
  readonly prompt: {
    readonly required: boolean;
    readonly max: number | null;
    readonly unit: 'characters' | 'tokens';
    /** The model has no such field: whatever was typed is kept as a title and not sent. */
    readonly none?: true;
    /** Not required while all of these hold. */
    readonly optionalWhen?: readonly Fact[];
  };
  readonly duration: DurationChoice;
  readonly quality: NamedChoice;
  readonly aspectRatio: NamedChoice;
  readonly audio: AudioChoice;
  readonly slots: readonly Slot[];
  readonly image: FileLimits | null;
  readonly video: FileLimits | null;
  readonly audioFile: FileLimits | null;
  readonly extra: readonly ExtraField[];
  /** A short note for the person: what is special or withdrawn about this model. Text keys live in `shared/text`. */
  readonly notes: readonly NoteKey[];
  /** What must hold between fields. */
  readonly rules: readonly Rule[];
  /** How one field changes how many references a slot takes. */
  readonly bounds: readonly Bound[];
  /** Where the facts come from that carry no source of their own. */
  readonly sources: { readonly kinds: Source; readonly prompt: Source; readonly slots: Source };
}

/** Something about a request the person must or should know before it is sent. */
export interface Issue {
  /** `block`: it cannot be sent. `advice`: it can, after "Send anyway". */
  readonly level: 'block' | 'advice';
  /** The form field it belongs to: a `GenerationRequest` key, a slot role, or an extra field's path. */
  readonly field: string;
  /** Names the sentence in `shared/text`. */
  readonly code: IssueCode;
  readonly values: Readonly<Record<string, string | number>>;
}

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
  | 'reference-incomplete' // a picture of which a part is missing
  | 'reference-large'
  | 'reference-edge'
  | 'reference-aspect'
  | 'reference-length'
  | 'reference-frame-rate'
  | 'reference-unread' // a fact of the file that the model limits and nobody could read
  | 'reference-alpha' // transparency, where the model takes none
  | 'field-missing'
  | 'field-outside'
  | 'combination'; // a cross-field rule of the model; values.rule names it

/** What was changed when a request moved to another model. */
export interface SwitchChange {
  readonly field: string;
  readonly from: string;
  readonly to: string | null;
}

export type { Reference, Source };
