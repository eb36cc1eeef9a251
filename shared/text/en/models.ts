// The model picker.
import type { Capability } from '../../models/browse/capabilities.ts';
import type { ModelFilter } from '../../models/browse/model-filters.ts';
import { format } from './format.ts';

/** The menu that chooses a model in the composer. */
export const modelPicker = {
  title: 'Choose a model',
  search: 'Search 37 models',
  searchHint: 'Search models, or type an ID',
  favourites: 'Favourites',
  results: (count: number): string => format.counted(count, 'model'),
  none: 'No model has this name.',
  noneWith: 'No model matches all of this. Remove a filter.',
  filters: 'Only models that',
  filterNames: {
    'from-text': 'start from text',
    'one-image': 'take an image',
    'two-images': 'take two images',
    references: 'take references',
    'edits-video': 'edit a video',
    'makes-audio': 'make audio',
    'ten-seconds': '10 s or longer',
    '4k': '4K',
    elements: 'take elements',
    current: 'are documented',
    fits: 'fit my files',
  } satisfies Readonly<Record<ModelFilter, string>> as Readonly<Record<ModelFilter, string>>,
  about: 'Model details',
  compare: 'Compare all models',
  use: (id: string): string => `Use “${id}” as typed`,
  useHint: 'Not in the catalogue: the form uses general limits, and EvoLink decides what it accepts.',
  favourite: (name: string): string => `Mark ${name} as a favourite`,
  notFavourite: (name: string): string => `Remove ${name} from the favourites`,
  /** The capabilities, as chips. */
  takes: {
    text: 'text',
    image: 'image',
    'first + last frame': 'first + last frame',
    references: 'references',
    'video edit': 'video edit',
    extend: 'extend',
    element: 'element',
    character: 'character',
    audio: 'audio',
  } as Readonly<Record<Capability, string>>,
  badges: {
    stable: 'stable',
    beta: 'beta',
    archived: 'withdrawn',
    removed: 'withdrawn',
    none: 'undocumented',
    placeholder: 'not open yet',
    unknown: 'unknown',
  },
  badgeHints: {
    stable: 'EvoLink calls this model stable.',
    beta: 'EvoLink marks this model as beta.',
    archived: 'EvoLink has withdrawn its page and may refuse it.',
    removed: 'EvoLink has withdrawn its page and may refuse it.',
    none: 'EvoLink never documented it. What it accepts is a guess.',
    placeholder: 'Listed ahead of its release.',
  },
  length: (from: number, to: number): string => (from === to ? `${from} s` : `${from}–${to} s`),
  lengths: (seconds: readonly number[]): string => `${seconds.join(', ')} s`,
  keys: (modifier: string): string => `↑ ↓ move · Enter choose · ${modifier}D favourite · ${modifier}I details`,
  lengthByService: 'length by EvoLink',
};
