// Judging videos: ratings, flags, favourites, titles, notes, tags and collections.
import { format } from './format.ts';

/** The controls that judge videos, in the grid, the inspector, the player and menus. */
export const judging = {
  rating: 'Rating',
  stars: (count: number): string => format.counted(count, 'star'),
  starsOrMore: (count: number): string => `${format.counted(count, 'star')} or more`,
  starsOrFewer: (count: number): string => `${format.counted(count, 'star')} or fewer`,
  noStars: 'No stars',
  flag: 'Flag',
  flagNames: { pick: 'Pick', reject: 'Reject', none: 'No flag' },
  pick: 'Pick',
  reject: 'Reject',
  unflag: 'No flag',
  favourite: 'Favourite',
  /** Beside controls whose videos have different values. */
  mixed: 'mixed',
  title: 'Title',
  titleHint: 'Add a title',
  notes: 'Notes',
  notesHint: 'Add notes',
  tags: 'Tags',
  /** In the menu of a video. */
  tagsEntry: 'Tags…',
  tagsHint: 'Add a tag',
  removeTag: (name: string): string => `Remove tag ${name}`,
  addTagToAll: (name: string): string => `Add tag ${name} to all`,
  createTag: (name: string): string => `New tag “${name}”`,
  /** Beside a tag or collection that only some of the selected videos have. */
  onSome: (count: number, all: number): string => `${format.number(count)} of ${format.number(all)}`,
  manageTags: 'Edit tags…',
  tagDialog: {
    title: 'Tags',
    detail: (undoKeys: string): string => `A new name, a merge or a deletion changes all videos with the tag. ${undoKeys} undoes it.`,
    search: 'Search tags',
    none: 'There are no tags yet. Add them to videos in their details.',
    rename: (name: string): string => `Rename ${name}`,
    merge: (name: string): string => `Merge ${name} into…`,
    mergeInto: (name: string): string => `Merge into “${name}”`,
    remove: (name: string): string => `Delete ${name}`,
    save: 'Save',
  },
  collections: 'Collections',
  addToCollection: 'Add to collection',
  addAllToCollection: (name: string): string => `Add all to ${name}`,
  newCollection: 'New collection…',
  removeFromCollection: (name: string): string => `Remove from ${name}`,
  undo: 'Undo',
  redo: 'Redo',
  cancelled: 'It was cancelled; the rest is unchanged.',
  /** Beside a shortcut in the settings. */
  keys: {
    title: 'In the library and the player',
    rate: 'Rating (0: none)',
    stay: 'Judge without going on to the next video',
    rename: 'Write a title',
    selectAll: 'Select all videos',
    stack: 'Open or close a stack',
    useFrame: 'Use this frame in the player',
    saveFrame: 'Save the frame in the player as a PNG file',
  },
};
