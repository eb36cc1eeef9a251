// The model browser: the table of all models, and the sheet of one.
import type { FactSource, GenerationKind, Model } from '../../models/model.ts';
import { format } from './format.ts';

type Count = { readonly min: number; readonly max: number };

/** The table of all models with its filters, and the sheet with everything known about one. */
export const modelBrowser = {
  title: 'Models',
  count: (shown: number, all: number): string =>
    shown === all ? format.counted(all, 'model') : `${shown} of ${format.counted(all, 'model')}`,
  search: 'Search the models',
  searchHint: 'Name, ID, vendor or purpose',
  none: 'No models match',
  noneDetail: 'Remove a word or a filter.',
  clear: 'Show all',
  use: 'Use this model',
  inUse: 'In use',
  closeSheet: 'Close details',
  copyId: 'Copy ID',
  copied: 'Copied',
  sheetOf: (name: string): string => `Details of ${name}`,
  columns: {
    name: 'Model',
    vendor: 'Vendor',
    kinds: 'What it does',
    duration: 'Length',
    quality: 'Quality',
    ratio: 'Ratios',
    prompt: 'Prompt',
    images: 'Images',
    videos: 'Videos',
    sounds: 'Audio',
    audio: 'Makes audio',
    status: 'Status',
  },
  yes: 'yes',
  no: '–',
  kinds: {
    'text-to-video': 'text',
    'image-to-video': 'image',
    'first-last-frame': 'first + last frame',
    'reference-to-video': 'references',
    'video-edit': 'edits video',
    extend: 'extends video',
    'custom-element': 'makes an element',
    character: 'makes a character',
  } as Readonly<Record<GenerationKind, string>>,
  sections: {
    identity: 'What it is',
    request: 'What can be set',
    files: 'Files it takes',
    parameters: 'Its own parameters',
    rules: 'Rules between fields',
    notes: 'Good to know',
  },
  sourceTitle: 'Source',
  sources: { contract: 'tool docs', documentation: 'API docs', both: 'tool + API docs', unknown: 'unknown' } as Readonly<
    Record<FactSource, string>
  >,
  sourceHints: {
    contract: 'Stated only in EvoLink’s tool description.',
    documentation: 'Stated only in EvoLink’s public API documentation.',
    both: 'Stated in EvoLink’s tool description and in its public API documentation.',
    unknown: 'Not stated anywhere; it is a guess.',
  } as Readonly<Record<FactSource, string>>,
  facts: {
    id: 'ID',
    vendor: 'Vendor',
    does: 'Does',
    makes: 'Makes',
    stability: 'Stability',
    documentation: 'Documentation',
    renamedTo: 'Newer ID',
    prompt: 'Prompt',
    duration: 'Length',
    quality: 'Quality',
    ratio: 'Aspect ratio',
    audio: 'Audio',
    image: 'Each image',
    video: 'Each video',
    sound: 'Each audio file',
  },
  makes: { video: 'a video', element: 'an element', character: 'a character' },
  stability: { stable: 'stable', beta: 'beta' },
  documentation: {
    current: 'documented',
    archived: 'page withdrawn, kept in the archive',
    removed: 'page removed',
    none: 'never documented',
    placeholder: 'listed ahead of its release',
  } as Readonly<Record<Model['documentation'], string>>,
  noField: 'no such field',
  promptNone: 'takes none; what you write is kept as the title',
  promptRequired: 'required',
  promptOptional: 'optional',
  promptSometimes: 'required, unless images or shots replace it',
  promptMax: (max: number, unit: 'characters' | 'tokens'): string =>
    unit === 'tokens' ? `about ${format.number(max)} tokens` : `at most ${format.number(max)} characters`,
  promptShort: (max: number, unit: 'characters' | 'tokens'): string => `${format.number(max)} ${unit === 'tokens' ? 'tokens' : 'char.'}`,
  noLimit: 'no limit stated',
  defaultValue: (value: string): string => `default ${value}`,
  defaultUnknown: 'default unknown: left to EvoLink',
  audioField: (field: string): string => `on or off (${field})`,
  counts: ({ min, max }: Count): string =>
    min === max ? format.number(max) : min === 0 ? `up to ${format.number(max)}` : `${format.number(min)}–${format.number(max)}`,
  limits: {
    anyFormat: 'any format',
    size: (megabytes: number): string => `up to ${format.number(megabytes)} MB`,
    edges: (min: number | null, max: number | null): string => between('sides', min, max, ' px'),
    width: (min: number | null, max: number | null): string => between('width', min, max, ' px'),
    pixels: (min: number | null, max: number | null): string => between('width × height', min, max, ''),
    shape: (min: number | null, max: number | null): string => between('width / height', min, max, ''),
    length: (min: number | null, max: number | null): string => between('length', min, max, ' s'),
    total: (min: number | null, max: number | null): string => between('in total', min, max, ' s'),
    billed: 'outside that range, charged at the nearest limit',
    noAlpha: 'no transparency',
    exact: 'exactly the pixels of the video',
    follows: 'a single image sets the ratio',
  },
  types: {
    boolean: 'on or off',
    integer: (min: number, max: number): string => `whole number, ${format.number(min)}–${format.number(max)}`,
    text: (max: number | null): string => (max === null ? 'text' : `text, at most ${format.number(max)} characters`),
    choice: (values: string): string => `one of: ${values}`,
    task: 'the ID of an earlier task',
    object: 'a JSON object',
    span: (max: number): string => `two times in seconds, at most ${format.number(max)} apart`,
    shots: (max: number): string => `a list of shots, at most ${format.number(max)}`,
    elements: (max: number): string => `a list of elements, at most ${format.number(max)}`,
  },
  required: 'required',
  follows: 'follows the files',
  advice: 'recommendation',
};

function between(what: string, min: number | null, max: number | null, unit: string): string {
  const number = (value: number): string => format.number(value, 2);
  if (min !== null && max !== null) return `${what} ${number(min)}–${number(max)}${unit}`;
  return max === null ? `${what} at least ${number(min ?? 0)}${unit}` : `${what} at most ${number(max)}${unit}`;
}
