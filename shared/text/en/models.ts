// The model picker.
import type { Capability } from '../../models/capabilities.ts';
import { format } from './format.ts';

export const modelPicker = {
  title: 'Choose a model',
  search: 'Search 37 models',
  searchHint: 'Search models, or type an id',
  favourites: 'Favourites',
  results: (count: number): string => format.counted(count, 'model'),
  none: 'No model of that name.',
  use: (id: string): string => `Use “${id}” as typed`,
  useHint: 'Not in the catalogue: the form offers the general limits and the service decides.',
  favourite: (name: string): string => `Mark ${name} as a favourite`,
  notFavourite: (name: string): string => `Remove ${name} from the favourites`,
  /** What it takes, as small chips. */
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
  keys: (modifier: string): string => `↑ ↓ to walk, Enter to choose, ${modifier}D for a favourite`,
  lengthByService: 'length by service',
};
