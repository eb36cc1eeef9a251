// Short spellings for the vendor files, so that a model reads as a list of facts.
import type { ReferenceRole } from '../../generation.ts';
import type { AudioChoice, DurationChoice, ExtraField, FileLimits, Kind, Model, NamedChoice, Slot, Source } from '../model.ts';
import * as contract from '../rules/general-limits.ts';
import type { Bound, Fact, Rule, RuleName } from '../rules/rule-types.ts';

const none = { kind: 'none' } as const;

export const seconds = (
  minSeconds: number,
  maxSeconds: number,
  defaultSeconds: number | null,
  source: Source = 'documentation',
): DurationChoice => ({
  kind: 'range',
  minSeconds,
  maxSeconds,
  defaultSeconds,
  source,
});

export const secondsAmong = (list: readonly number[], defaultSeconds: number | null, source: Source = 'documentation'): DurationChoice => ({
  kind: 'list',
  seconds: list,
  defaultSeconds,
  source,
});

export const among = (values: readonly string[], preset: string | null, source: Source = 'documentation'): NamedChoice => ({
  kind: 'list',
  values,
  default: preset,
  source,
});

export const generateAudio = (preset: boolean | null, source: Source): AudioChoice => ({
  kind: 'switch',
  field: 'generate_audio',
  default: preset,
  source,
});
export const sound: AudioChoice = { kind: 'switch', field: 'sound', default: false, source: 'documentation' };

export const slot = (role: ReferenceRole, field: Slot['field'], min: number, max: number): Slot => ({ role, field, min, max });
export const firstFrame = (min: number, field: Slot['field'] = 'image_urls'): Slot => slot('first-frame', field, min, 1);
export const lastFrame = (field: Slot['field'] = 'image_urls'): Slot => slot('last-frame', field, 0, 1);

export const images = (maxMegabytes: number, formats: readonly string[], more: Partial<FileLimits> = {}): FileLimits => ({
  maxMegabytes,
  formats,
  source: 'documentation',
  ...more,
});

/** Where a page says nothing about its pictures, the contract's limits hold. */
export const contractImages: FileLimits = { maxMegabytes: contract.imageMaxMegabytes, formats: contract.imageFormats, source: 'contract' };
export const videos = images;

type Field<T extends ExtraField['type']> = Extract<ExtraField, { type: T }>;
const field = { required: false, source: 'documentation' } as const;

export const flag = (path: string, preset: boolean | null): Field<'boolean'> => ({
  ...field,
  path,
  type: 'boolean',
  default: preset,
});
export const integer = (path: string, min: number, max: number): Field<'integer'> => ({
  ...field,
  path,
  type: 'integer',
  min,
  max,
  default: null,
});
export const text = (path: string, more: Partial<Field<'text'>> = {}): Field<'text'> => ({
  ...field,
  path,
  type: 'text',
  maxCharacters: null,
  multiline: false,
  default: null,
  ...more,
});
export const choice = (path: string, values: readonly string[], more: Partial<Field<'choice'>> = {}): Field<'choice'> => ({
  ...field,
  path,
  type: 'choice',
  values,
  default: null,
  ...more,
});
export const span = (path: string, maxSpanSeconds: number, preset: string): Field<'span'> => ({
  ...field,
  path,
  type: 'span',
  maxSpanSeconds,
  default: preset,
});
export const writtenShots = (path: string, maxItems: number): Field<'shots'> => ({
  ...field,
  path,
  type: 'shots',
  maxItems,
  default: null,
});
export const namedElements = (path: string, maxItems: number): Field<'elements'> => ({
  ...field,
  path,
  type: 'elements',
  maxItems,
  default: null,
});

/** What must not be in the video. No page names a limit of its own, so the contract's for a prompt holds. */
export const negativePrompt: Field<'text'> = text('negative_prompt', {
  multiline: true,
  maxCharacters: contract.promptMaxCharacters,
});

export const everyImage: readonly ReferenceRole[] = ['first-frame', 'last-frame', 'reference-image'];

export const count = (of: readonly ReferenceRole[], min: number, max: number, elements = false): Fact => ({
  is: 'count',
  of,
  elements,
  min,
  max,
});
export const atLeastOne = (of: readonly ReferenceRole[], elements = false): Fact => count(of, 1, Number.POSITIVE_INFINITY, elements);
export const quality = (...values: readonly string[]): Fact => ({ is: 'quality', among: values });
export const lasts = (...values: readonly number[]): Extract<Fact, { is: 'seconds' }> => ({ is: 'seconds', among: values });
export const ratio = (...values: readonly string[]): Fact => ({ is: 'ratio', among: values });
export const parameter = (path: string, ...values: readonly (string | boolean)[]): Fact => ({ is: 'parameter', path, among: values });

export const rule = (name: RuleName, at: string, when: readonly Fact[], must: readonly Fact[], level: Rule['level'] = 'block'): Rule => ({
  name,
  level,
  field: at,
  when,
  must,
  source: 'documentation',
});
export const bound = (name: RuleName, when: readonly Fact[], role: ReferenceRole, min: number, max: number): Bound => ({
  name,
  when,
  role,
  min,
  max,
  source: 'documentation',
});

/** A last frame alone would arrive as the first picture of the list, and be taken for the first frame. */
export const lastNeedsFirst: Rule = rule(
  'last-frame-needs-first',
  'last-frame',
  [atLeastOne(['last-frame'])],
  [atLeastOne(['first-frame'])],
);

/** A model with nothing but an id, a name and a prompt: every vendor file starts from this. */
export const plain = (id: string, name: string, vendor: string, kinds: readonly Kind[], kindsFrom: Source = 'both'): Model => ({
  id,
  name,
  vendor,
  stability: 'stable',
  documentation: 'current',
  renamedTo: null,
  kinds,
  makes: 'video',
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

/** A model that nobody documented: the contract's general ranges, and its default where it names one. */
export const undocumented = (id: string, name: string, vendor: string, kinds: readonly Kind[]): Model => ({
  ...plain(id, name, vendor, kinds, 'contract'),
  documentation: 'none',
  duration: seconds(contract.minSeconds, contract.maxSeconds, null, 'contract'),
  quality: among(contract.qualities, null, 'contract'),
  aspectRatio: among(contract.aspectRatios, contract.defaultAspectRatio, 'contract'),
  notes: ['undocumented'],
  sources: { kinds: 'contract', prompt: 'contract', slots: 'contract' },
});
