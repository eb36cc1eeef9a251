// The shape of one line in the simulator's own model table. It is written apart from the studio's catalogue on purpose: what the
// form allows and what the service takes must be able to disagree, or no test would notice.

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

export type FieldRule =
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'text'; readonly max: number }
  | { readonly type: 'one-of'; readonly values: readonly string[] }
  /** Written shots: `{ index, prompt, duration }`. */
  | { readonly type: 'shots'; readonly max: number }
  /** Objects of one `element_id`, a text. */
  | { readonly type: 'elements'; readonly max: number }
  | { readonly type: 'object' };

export interface ImageLimits {
  readonly maxMegabytes: number;
  readonly formats: readonly string[];
  readonly minEdge?: number;
  readonly maxEdge?: number;
  readonly minAspect?: number;
  readonly maxAspect?: number;
}

/** The wire fields that carry addresses of files, in the order in which they are looked at. */
export const inputFields = ['image_start', 'image_end', 'image_urls', 'video_url', 'video_urls', 'audio_url', 'audio_urls'] as const;
export type InputField = (typeof inputFields)[number];

export interface ModelEntry {
  readonly id: string;
  /** The id the documentation uses since 2026-03-23, where it was renamed; both are taken. */
  readonly alias?: string;
  readonly offered: 'current' | 'withdrawn';
  readonly makes: 'video' | 'element' | 'character';
  readonly prompt: {
    readonly required: 'always' | 'without-images' | 'never';
    readonly max: number | null;
    readonly unit: 'characters' | 'tokens';
  };
  readonly duration: Duration;
  readonly quality: Choice | null;
  readonly ratio: Choice | null;
  readonly audio: { readonly field: 'generate_audio' | 'sound'; readonly default: boolean } | null;
  /** Fields of one address count 0 or 1. A field that is absent here is refused when it carries something. */
  readonly inputs: Partial<Record<InputField, Count>>;
  readonly image?: ImageLimits;
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** Names of rules in `model-rules.ts` that tie fields together. */
  readonly rules: readonly string[];
}

export const range = (min: number, max: number, defaultSeconds: number): Duration => ({ kind: 'range', min, max, default: defaultSeconds });
export const list = (values: readonly number[], defaultSeconds: number): Duration => ({ kind: 'list', values, default: defaultSeconds });
export const none = (resultSeconds: number): Duration => ({ kind: 'none', resultSeconds });
export const choice = (values: string, chosen: string): Choice => ({ values: values.split(' '), default: chosen });
export const count = (min: number, max: number): Count => ({ min, max });
export const always = (max: number | null, unit: 'characters' | 'tokens' = 'characters') => ({ required: 'always', max, unit }) as const;
export const optional = (max: number | null) => ({ required: 'never', max, unit: 'characters' }) as const;

export const boolean: FieldRule = { type: 'boolean' };
export const object: FieldRule = { type: 'object' };
export const text = (max: number): FieldRule => ({ type: 'text', max });
export const oneOf = (values: string): FieldRule => ({ type: 'one-of', values: values.split(' ') });
export const integer = (min: number, max: number): FieldRule => ({ type: 'integer', min, max });
export const elements = (max: number): FieldRule => ({ type: 'elements', max });
export const writtenShots = (max: number): FieldRule => ({ type: 'shots', max });

/** What most lines share: current, a video, no extra fields. */
export const plain = {
  offered: 'current',
  makes: 'video',
  quality: null,
  ratio: null,
  audio: null,
  inputs: {},
  fields: {},
  rules: [],
} as const satisfies Partial<ModelEntry>;

export const photo10: ImageLimits = { maxMegabytes: 10, formats: ['jpeg', 'png', 'webp'] };
