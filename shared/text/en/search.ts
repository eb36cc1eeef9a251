// The search of the library: its field, what is wrong with a typed search, what was found.
import type { ConditionField, EntryState } from '../../search/query.ts';
import type { GroupChoice, ResultSort } from '../../search/result-order.ts';
import type { FacetName } from '../../search/search-request.ts';
import { format } from './format.ts';

const fields: Readonly<Record<ConditionField, string>> = {
  model: 'name of the model',
  vendor: 'maker of the model',
  kind: 'what the model does',
  ratio: 'aspect ratio',
  quality: 'resolution',
  audio: 'with or without sound',
  from: 'made from a file or from a video',
  is: 'state or mark',
  longer: 'longer than',
  shorter: 'shorter than',
  rating: 'stars',
  cost: 'credits',
  seed: 'seed',
  before: 'created before a day',
  after: 'created on or after a day',
  tag: 'tag',
  in: 'collection',
  profile: 'account profile',
};

/** The names of the facets, on their chips. */
const facetNames: Readonly<Record<FacetName, string>> = {
  month: 'Date',
  state: 'State',
  rating: 'Rating',
  flag: 'Flag',
  tag: 'Tag',
  collection: 'Collection',
  model: 'Model',
  vendor: 'Vendor',
  kind: 'Kind',
  ratio: 'Ratio',
  quality: 'Quality',
  duration: 'Duration',
  audio: 'Audio',
  profile: 'Profile',
  credits: 'Credits',
  file: 'File',
};

/** The states of an entry in a word. */
const states: Readonly<Record<EntryState, string>> = {
  ready: 'Ready',
  failed: 'Failed',
  cancelled: 'Cancelled by EvoLink',
  discarded: 'Discarded',
  expired: 'Link expired',
  abandoned: 'No longer tracked',
  deleted: 'Deleted for good',
  draft: 'Draft',
  waiting: 'Waiting',
  'in-progress': 'In progress',
  unclear: 'Unclear',
};

const sorts: Readonly<Record<ResultSort, string>> = {
  manual: 'Manual order',
  newest: 'Newest',
  oldest: 'Oldest',
  longest: 'Longest',
  shortest: 'Shortest',
  'most-credits': 'Most credits',
  'fewest-credits': 'Fewest credits',
  largest: 'Largest',
  smallest: 'Smallest',
  name: 'Name',
  'name-descending': 'Name, Z to A',
  'best-rated': 'Highest rating',
  'worst-rated': 'Lowest rating',
  relevance: 'Relevance',
};

const groups: Readonly<Record<GroupChoice, string>> = {
  day: 'Day',
  month: 'Month',
  model: 'Model',
  collection: 'Collection',
  none: 'None',
};

/** The search field, its suggestions and conditions, and its results. */
export const search = {
  label: 'Search the library',
  hint: (videos: number): string =>
    videos === 0 ? 'Search videos by prompt, model or date…' : `Search ${format.counted(videos, 'video')} by prompt, model or date…`,
  clear: 'Clear search',
  suggestions: 'Suggestions',
  /** What a field is about, beside its name in the suggestions. */
  fields,
  conditions: 'Conditions',
  not: 'not',
  exclude: (condition: string): string => `Exclude ${condition}`,
  include: (condition: string): string => `No longer exclude ${condition}`,
  remove: (condition: string): string => `Remove ${condition}`,
  found: (found: number, all: number): string => `${format.number(found)} of ${format.counted(all, 'video')}`,
  /** Read by screen readers after each search. */
  results: (found: number): string => (found === 0 ? 'No videos found' : `${format.counted(found, 'video')} found`),
  notIndexed: (tasks: number): string => `${format.number(tasks)} not indexed yet`,
  notIndexedHint: 'The search finds these tasks as soon as they are indexed. This continues in the background.',
  indexing: (done: number, total: number): string => `Indexing ${format.number(done)} of ${format.number(total)} for the search`,
  noModel: 'No model',
  noCollection: 'In no collection',
  facets: {
    label: 'Filters',
    /** The button that holds all facets where there is little room. */
    filters: 'Filters',
    names: facetNames,
    states,
    year: (year: number): string => String(year),
    withAudio: 'with audio',
    withoutAudio: 'no audio',
    fileMissing: 'file missing',
    fileSaved: 'saved',
    /** From some seconds to below others; null: no limit. */
    seconds: (from: number, below: number | null): string => {
      if (below === null) return `${format.seconds(from)} or longer`;
      return from === 0 ? `under ${format.seconds(below)}` : `${format.number(from)} to under ${format.seconds(below)}`;
    },
    /** From some credits to below others; null: no limit. */
    credits: (from: number, below: number | null): string => {
      if (below === null) return `${format.credits(from)} or more`;
      return from === 0 ? `under ${format.credits(below)}` : `${format.number(from)} to under ${format.credits(below)}`;
    },
    /** On a chip with more values than it can name. */
    several: (name: string, values: number): string => `${name}: ${format.number(values)} values`,
    not: (value: string): string => `not ${value}`,
    excluded: 'excluded',
    clear: (name: string): string => `Clear ${name}`,
    counting: 'Counting…',
    noValues: 'No values',
    /** Below the values of a long list. */
    more: (count: number): string => `${format.number(count)} more: type in the search field`,
  },
  order: { sort: 'Sort', group: 'Group', sorts, groups },
  none: {
    title: 'No video matches this search',
    detail: 'Nothing in the library has all of these words and conditions.',
    /** Where leaving out a part helps. */
    dropDetail: 'Nothing in the library has all of these words and conditions. Leave one out:',
    drop: (part: string, videos: number): string => `Drop “${part}” (${format.counted(videos, 'video')})`,
  },
  problems: {
    unknownField: (name: string): string => `Unknown field “${name}”.`,
    unknownValue: (value: string, field: string): string => `Unknown value “${value}” for “${field}”. It is searched as words.`,
    fieldNotHere: (field: string): string => `“${field}:” has no meaning in this list. It is searched as words.`,
    missingValue: (field: string): string => `“${field}:” has no value and is left out.`,
    'unclosed-quote': 'A quotation mark is not closed.',
    'unclosed-parenthesis': 'A parenthesis is not closed.',
    'unexpected-parenthesis': 'A closing parenthesis has no opening one.',
    'missing-operand': (operator: string): string => `“${operator}” has nothing to work on and is left out.`,
    'too-long': 'This search is too long. Its end is left out.',
    /** A smart collection whose search contains itself. */
    circular: (name: string): string =>
      `The search of the collection “${name}” leads back to itself, or through too many collections. It finds nothing there.`,
    didYouMean: (suggestion: string): string => `Did you mean ${suggestion}?`,
    use: (suggestion: string): string => `Use ${suggestion}`,
  },
};
