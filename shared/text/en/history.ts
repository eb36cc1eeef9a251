// The history: every task, beside the videos of the library.
import { format } from './format.ts';

const items = (value: number): string => format.counted(value, 'item');

/** The switch between videos and history, and what the history shows. */
export const history = {
  scope: { label: 'Show', videos: 'Videos', history: 'History' },
  items,
  /** The number of items beside the heading: found, and all where that is known. */
  found: (found: number, all: number | null): string => (all === null ? items(found) : `${format.number(found)} of ${items(all)}`),
  /** Read by screen readers after each search. */
  results: (found: number): string => (found === 0 ? 'Nothing found in the history' : `${items(found)} found`),
  hint: 'Search the history by prompt, model, error or date…',
  empty: {
    title: 'Nothing has been made yet',
    detail: 'Each task appears here, whatever becomes of it: saved, failed, cancelled or discarded.',
  },
  none: {
    title: 'Nothing in the history matches this search',
    detail: 'No task and no video has all of these words and conditions.',
    dropDetail: 'No task and no video has all of these words and conditions. Leave one out:',
    drop: (part: string, count: number): string => `Drop “${part}” (${items(count)})`,
    /** Where the videos have nothing that matches: failed and discarded tasks are in the history only. */
    searchHistory: 'Search in the history',
  },
  inspector: {
    ended: 'Ended',
    results: 'Results',
    request: 'Request',
    multiple: (count: number): string => `${items(count)} selected`,
  },
};
