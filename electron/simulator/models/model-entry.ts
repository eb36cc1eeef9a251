// The shape of one entry in the simulator's own model table, and its building blocks. The table is separate from the studio's catalogue on purpose:
// a test notices a difference between the form and the service only if the two have separate tables.

type Duration =
  /** The model's page has no such field; the result still has a length. */
  | { readonly kind: 'none'; readonly resultSeconds: number }
  | { readonly kind: 'range'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly kind: 'list'; readonly values: readonly number[]; readonly default: number };

interface Choice {
  readonly values: readonly string[];
  readonly default: string;
}

interface Count {
  readonly min: number;
  readonly max: number;
}

/** Values that the service accepts in a field that only this model has. */
export type FieldRule =
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'text'; readonly max: number }
  | { readonly type: 'one-of'; readonly values: readonly string[] }
  /** A list of at most `max` shots `{ index, prompt, duration }`. */
  | { readonly type: 'shots'; readonly max: number }
  /** A list of at most `max` objects `{ element_id }`, a string. */
  | { readonly type: 'elements'; readonly max: number }
  | { readonly type: 'object' };

/** The limits of a picture given to the model: edges in pixels, aspect as width over height. */
export interface ImageLimits {
  readonly maxMegabytes: number;
  readonly formats: readonly string[];
  readonly minEdge?: number;
  readonly maxEdge?: number;
  readonly minAspect?: number;
  readonly maxAspect?: number;
}

/** The fields of the request that hold addresses of files, in the order in which they are checked. */
export const inputFields = ['image_start', 'image_end', 'image_urls', 'video_url', 'video_urls', 'audio_url', 'audio_urls'] as const;
/** A field of the request that holds addresses of files. */
export type InputField = (typeof inputFields)[number];

/** The inputs that the service accepts for one model, and the model's output. Source: the model's OpenAPI page on docs.evolink.ai. */
export interface ModelEntry {
  readonly id: string;
  /** The model's id in the documentation since 2026-03-23, where it was renamed; the service accepts both. */
  readonly alias?: string;
  /** `withdrawn`: its documentation was removed or never existed. */
  readonly offered: 'current' | 'withdrawn';
  /** What a completed task contains. */
  readonly output: 'video' | 'element' | 'character';
  /** The longest prompt in its unit, and when a prompt is required. */
  readonly prompt: {
    readonly required: 'always' | 'without-images' | 'never';
    readonly max: number | null;
    readonly unit: 'characters' | 'tokens';
  };
  readonly duration: Duration;
  /** null where the page has no such field. */
  readonly quality: Choice | null;
  /** null where the page has no such field. */
  readonly ratio: Choice | null;
  /** null where the model has no switch for sound. */
  readonly audio: { readonly field: 'generate_audio' | 'sound'; readonly default: boolean } | null;
  /** How many addresses a field may hold; a field of a single address has 0 or 1. A field that is absent here must be empty. */
  readonly inputs: Partial<Record<InputField, Count>>;
  /** Absent: a picture of any size is accepted. */
  readonly image?: ImageLimits;
  /** The model's own fields by path, such as `model_params.shots`. */
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** Names of the rules between fields, in `model-rules.ts`. */
  readonly rules: readonly string[];
}

/** A duration between two limits, in seconds. */
export const durationRange = (min: number, max: number, defaultSeconds: number): Duration => ({
  kind: 'range',
  min,
  max,
  default: defaultSeconds,
});
/** A duration that is one of these seconds. */
export const durationList = (values: readonly number[], defaultSeconds: number): Duration => ({
  kind: 'list',
  values,
  default: defaultSeconds,
});
/** The page has no duration field: every result is this long. */
export const fixedDuration = (resultSeconds: number): Duration => ({ kind: 'none', resultSeconds });
/** A field of one of these values; `values` separates them with spaces. */
export const choice = (values: string, defaultValue: string): Choice => ({ values: values.split(' '), default: defaultValue });
/** How many addresses an input field may hold. */
export const count = (min: number, max: number): Count => ({ min, max });
/** The prompt is required; `max` null: no limit on the page. */
export const requiredPrompt = (max: number | null, unit: 'characters' | 'tokens' = 'characters') =>
  ({ required: 'always', max, unit }) as const;
/** The prompt may be left out. */
export const optionalPrompt = (max: number | null) => ({ required: 'never', max, unit: 'characters' }) as const;

/** A field that is true or false. */
export const boolean: FieldRule = { type: 'boolean' };
/** A field that holds a JSON object, whose fields are not checked. */
export const object: FieldRule = { type: 'object' };
/** A field of text with at most `max` characters. */
export const text = (max: number): FieldRule => ({ type: 'text', max });
/** A field with one of these values, separated with spaces. */
export const oneOf = (values: string): FieldRule => ({ type: 'one-of', values: values.split(' ') });
/** A field with a whole number between two limits, both included. */
export const integer = (min: number, max: number): FieldRule => ({ type: 'integer', min, max });
/** A list of at most `max` elements. */
export const elements = (max: number): FieldRule => ({ type: 'elements', max });
/** A list of at most `max` shots. */
export const shotsField = (max: number): FieldRule => ({ type: 'shots', max });

/** Defaults of an entry: a current model that makes a video and has no fields of its own. */
export const entryDefaults = {
  offered: 'current',
  output: 'video',
  quality: null,
  ratio: null,
  audio: null,
  inputs: {},
  fields: {},
  rules: [],
} as const satisfies Partial<ModelEntry>;

/** The usual limits of a picture: 10 MB, three formats. */
export const defaultImageLimits: ImageLimits = { maxMegabytes: 10, formats: ['jpeg', 'png', 'webp'] };
