// The model picker.
import type { Capability } from '../../models/browse/capabilities.ts';
import type { ModelFilter } from '../../models/browse/model-filters.ts';
import { format } from './format.ts';

/** The menu that chooses a model in the composer. */
export const modelPicker = {
  title: 'Choose a model',
  search: 'Search 37 models',
  searchHint: 'Search models, or type an id',
  favourites: 'Favourites',
  results: (count: number): string => format.counted(count, 'model'),
  none: 'No model of that name.',
  noneWith: 'No model does all of that. Take one of the wishes back.',
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
    fits: 'fit what I have',
  } satisfies Readonly<Record<ModelFilter, string>> as Readonly<Record<ModelFilter, string>>,
  about: 'All about this model',
  compare: 'Compare all models',
  use: (id: string): string => `Use “${id}” as typed`,
  useHint: 'Not in the catalogue: the form offers the general limits and the service decides.',
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
    archived: 'EvoLink has withdrawn its page; it may be refused.',
    removed: 'EvoLink has withdrawn its page; it may be refused.',
    none: 'EvoLink never documented it; what it takes is a guess.',
    placeholder: 'Listed ahead of its release.',
  },
  length: (from: number, to: number): string => (from === to ? `${from} s` : `${from}–${to} s`),
  lengths: (seconds: readonly number[]): string => `${seconds.join(', ')} s`,
  keys: (modifier: string): string => `↑ ↓ to walk, Enter to choose, ${modifier}D for a favourite, ${modifier}I for all about it`,
  lengthByService: 'length by service',
};
