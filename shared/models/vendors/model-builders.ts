// Building blocks for the vendor files, so that a model reads as a list of facts. Unless a parameter says otherwise, the source of a fact is the
// service's documentation. `preset` is the service's default, null where it is unknown.
import type { ReferenceRole } from '../../generation.ts';
import type {
  AudioChoice,
  DurationChoice,
  ExtraField,
  FactSource,
  FileLimits,
  GenerationKind,
  Model,
  NamedChoice,
  Slot,
} from '../model.ts';
import * as contract from '../rules/general-limits.ts';
import type { Bound, Rule, RuleCondition, RuleName } from '../rules/rule-types.ts';

const none = { kind: 'none' } as const;

/** A duration between two limits, in seconds. */
export const secondsRange = (
  minSeconds: number,
  maxSeconds: number,
  defaultSeconds: number | null,
  source: FactSource = 'documentation',
): DurationChoice => ({
  kind: 'range',
  minSeconds,
  maxSeconds,
  defaultSeconds,
  source,
});

/** A duration that is one of these seconds. */
export const secondsList = (
  list: readonly number[],
  defaultSeconds: number | null,
  source: FactSource = 'documentation',
): DurationChoice => ({
  kind: 'list',
  seconds: list,
  defaultSeconds,
  source,
});

/** A quality or ratio that is one of these values. */
export const namedChoice = (values: readonly string[], preset: string | null, source: FactSource = 'documentation'): NamedChoice => ({
  kind: 'list',
  values,
  default: preset,
  source,
});

/** A switch for sound in the field `generate_audio`. */
export const generateAudio = (preset: boolean | null, source: FactSource): AudioChoice => ({
  kind: 'switch',
  field: 'generate_audio',
  default: preset,
  source,
});
/** Kling's switch for sound, off by default. */
export const sound: AudioChoice = { kind: 'switch', field: 'sound', default: false, source: 'documentation' };

/** A slot for `min` to `max` references of a role. */
export const slot = (role: ReferenceRole, field: Slot['field'], min: number, max: number): Slot => ({ role, field, min, max });
/** A slot for one first frame; `min` 1: it is required. */
export const firstFrame = (min: number, field: Slot['field'] = 'image_urls'): Slot => slot('first-frame', field, min, 1);
/** A slot for one optional last frame. */
export const lastFrame = (field: Slot['field'] = 'image_urls'): Slot => slot('last-frame', field, 0, 1);

/** The limits of the model's images. */
export const images = (maxMegabytes: number, formats: readonly string[], more: Partial<FileLimits> = {}): FileLimits => ({
  maxMegabytes,
  formats,
  source: 'documentation',
  ...more,
});

/** The contract's limits of images, for models whose page has none. */
export const contractImages: FileLimits = { maxMegabytes: contract.imageMaxMegabytes, formats: contract.imageFormats, source: 'contract' };
/** The limits of the model's videos, with the same parameters as `images`. */
export const videos = images;
/** The limits of the model's audio files, with the same parameters as `images`. */
export const audioFiles = images;

type Field<T extends ExtraField['type']> = Extract<ExtraField, { type: T }>;
const field = { required: false, source: 'documentation' } as const;

/** A field of the model that is true or false. */
export const flag = (path: string, preset: boolean | null): Field<'boolean'> => ({
  ...field,
  path,
  type: 'boolean',
  default: preset,
});
/** A field of the model with a whole number between two limits, without a default. */
export const integer = (path: string, min: number, max: number): Field<'integer'> => ({
  ...field,
  path,
  type: 'integer',
  min,
  max,
  default: null,
});
/** A field of the model with text: one line without a limit, unless `more` says otherwise. */
export const text = (path: string, more: Partial<Field<'text'>> = {}): Field<'text'> => ({
  ...field,
  path,
  type: 'text',
  maxCharacters: null,
  multiline: false,
  default: null,
  ...more,
});
/** A field of the model with one of these values. */
export const choice = (path: string, values: readonly string[], more: Partial<Field<'choice'>> = {}): Field<'choice'> => ({
  ...field,
  path,
  type: 'choice',
  values,
  default: null,
  ...more,
});
/** A field of the model with two times "from,to" in seconds. */
export const span = (path: string, maxSpanSeconds: number, preset: string): Field<'span'> => ({
  ...field,
  path,
  type: 'span',
  maxSpanSeconds,
  default: preset,
});
/** A field of the model with a list of shots. */
export const writtenShots = (path: string, maxItems: number): Field<'shots'> => ({
  ...field,
  path,
  type: 'shots',
  maxItems,
  default: null,
});
/** A field of the model with a list of elements. */
export const namedElements = (path: string, maxItems: number): Field<'elements'> => ({
  ...field,
  path,
  type: 'elements',
  maxItems,
  default: null,
});

/** The field for things that must not be in the video. No page states a limit, so the contract's limit for prompts applies. */
export const negativePrompt: Field<'text'> = text('negative_prompt', {
  multiline: true,
  maxCharacters: contract.promptMaxCharacters,
});

/** The roles of images that are usual for video models. */
export const everyImage: readonly ReferenceRole[] = ['first-frame', 'last-frame', 'reference-image'];

/** The fact that `min` to `max` references have one of these roles; with `elements`, elements count as well. */
export const count = (of: readonly ReferenceRole[], min: number, max: number, elements = false): RuleCondition => ({
  is: 'count',
  of,
  elements,
  min,
  max,
});
/** The fact that some reference has one of these roles. */
export const atLeastOne = (of: readonly ReferenceRole[], elements = false): RuleCondition =>
  count(of, 1, Number.POSITIVE_INFINITY, elements);
/** The fact that the quality is one of these. */
export const quality = (...values: readonly string[]): RuleCondition => ({ is: 'quality', values });
/** The fact that the duration is one of these, in seconds. */
export const durationIs = (...values: readonly number[]): Extract<RuleCondition, { is: 'seconds' }> => ({ is: 'seconds', values });
/** The fact that the aspect ratio is one of these. */
export const ratio = (...values: readonly string[]): RuleCondition => ({ is: 'ratio', values });
/** The fact that the value at this path is one of these. */
export const parameter = (path: string, ...values: readonly (string | boolean)[]): RuleCondition => ({ is: 'parameter', path, values });

/** A rule between fields that is shown at the field `at`. */
export const rule = (
  name: RuleName,
  at: string,
  when: readonly RuleCondition[],
  must: readonly RuleCondition[],
  level: Rule['level'] = 'block',
): Rule => ({
  name,
  level,
  field: at,
  when,
  must,
  source: 'documentation',
});
/** A bound of a slot: while `when` holds, it takes `min` to `max` references of this role. */
export const bound = (name: RuleName, when: readonly RuleCondition[], role: ReferenceRole, min: number, max: number): Bound => ({
  name,
  when,
  role,
  min,
  max,
  source: 'documentation',
});

/**
 * A last frame requires a first frame. Alone, the last frame would be first in the list, and the service would use it as the first frame.
 */
export const lastNeedsFirst: Rule = rule(
  'last-frame-needs-first',
  'last-frame',
  [atLeastOne(['last-frame'])],
  [atLeastOne(['first-frame'])],
);

/** A model with only an id, a name and a prompt: the base of most models. */
export const baseModel = (
  id: string,
  name: string,
  vendor: string,
  kinds: readonly GenerationKind[],
  kindsFrom: FactSource = 'both',
): Model => ({
  id,
  name,
  vendor,
  stability: 'stable',
  documentation: 'current',
  renamedTo: null,
  kinds,
  output: 'video',
  prompt: { required: true, max: null, unit: 'characters' },
  duration: none,
  quality: none,
  aspectRatio: none,
  audio: none,
  slots: [],
  image: null,
  video: null,
  audioFile: null,
  extra: [],
  notes: [],
  rules: [],
  bounds: [],
  sources: { kinds: kindsFrom, prompt: 'documentation', slots: 'documentation' },
});

/** An undocumented model: the contract's general ranges, and its defaults where it has them. */
export const undocumentedModel = (id: string, name: string, vendor: string, kinds: readonly GenerationKind[]): Model => ({
  ...baseModel(id, name, vendor, kinds, 'contract'),
  documentation: 'none',
  duration: secondsRange(contract.minSeconds, contract.maxSeconds, null, 'contract'),
  quality: namedChoice(contract.qualities, null, 'contract'),
  aspectRatio: namedChoice(contract.aspectRatios, contract.defaultAspectRatio, 'contract'),
  notes: ['undocumented'],
  sources: { kinds: 'contract', prompt: 'contract', slots: 'contract' },
});
