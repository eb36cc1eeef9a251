// Undo and redo: the names of actions, and what could not be taken back.
import type { ActionKind, ActionSummary } from '../../actions/action.ts';
import { format } from './format.ts';

type Name = (subject: string, count: number) => string;

const withCount = (what: string, count: number): string => (count === 1 ? what : `${what} of ${format.counted(count, 'video')}`);

const names: Readonly<Record<ActionKind, Name>> = {
  rate: (_, count) => withCount('rating', count),
  flag: (_, count) => withCount('flag', count),
  favourite: (_, count) => withCount('favourite', count),
  'set-title': (_, count) => withCount('title', count),
  'set-notes': (_, count) => withCount('notes', count),
  'add-tag': (tag, count) => `tag “${tag}” on ${format.counted(count, 'video')}`,
  'remove-tag': (tag, count) => `removal of tag “${tag}” from ${format.counted(count, 'video')}`,
  'rename-tag': (tag) => `new name of tag “${tag}”`,
  'merge-tags': (tag) => `merge into tag “${tag}”`,
  'delete-tag': (tag) => `deletion of tag “${tag}”`,
  'create-collection': (name) => `new collection “${name}”`,
  'rename-collection': (name) => `new name of collection “${name}”`,
  'move-collection': (name) => `move of collection “${name}”`,
  'delete-collection': (name) => `deletion of collection “${name}”`,
  'set-collection-query': (name) => `search of collection “${name}”`,
  'set-collection-cover': (name) => `cover of collection “${name}”`,
  'add-to-collection': (name, count) => `${format.counted(count, 'video')} in “${name}”`,
  'remove-from-collection': (name, count) => `removal of ${format.counted(count, 'video')} from “${name}”`,
  'reorder-collection': (name) => `order of “${name}”`,
  'put-on-top': () => 'top of a stack',
  'rename-files': (_, count) => `rename of ${format.counted(count, 'file')}`,
  trash: (_, count) => `deletion of ${format.counted(count, 'video')}`,
  restore: (_, count) => `restoring of ${format.counted(count, 'video')}`,
  'discard-tasks': (_, count) => `discard of ${format.counted(count, 'task')}`,
  'delete-for-good': (_, count) => `deletion of ${format.counted(count, 'video')} for good`,
};

const changed = (what: string, count: number): string =>
  count === 1 ? `${what} changed.` : `${what} of ${format.counted(count, 'video')} changed.`;

/** What was done, as a sentence. */
const doneSentences: Readonly<Record<ActionKind, Name>> = {
  rate: (_, count) => changed('Rating', count),
  flag: (_, count) => changed('Flag', count),
  favourite: (_, count) => changed('Favourite', count),
  'set-title': (_, count) => changed('Title', count),
  'set-notes': (_, count) => changed('Notes', count),
  'add-tag': (tag, count) => `Tag “${tag}” added to ${format.counted(count, 'video')}.`,
  'remove-tag': (tag, count) => `Tag “${tag}” removed from ${format.counted(count, 'video')}.`,
  'rename-tag': (tag) => `Tag renamed to “${tag}”.`,
  'merge-tags': (tag) => `Tag merged into “${tag}”.`,
  'delete-tag': (tag) => `Tag “${tag}” deleted.`,
  'create-collection': (name) => `Collection “${name}” created.`,
  'rename-collection': (name) => `Collection renamed to “${name}”.`,
  'move-collection': (name) => `Collection “${name}” moved.`,
  'delete-collection': (name) => `Collection “${name}” deleted.`,
  'set-collection-query': (name) => `Search of collection “${name}” changed.`,
  'set-collection-cover': (name) => `Cover of collection “${name}” changed.`,
  'add-to-collection': (name, count) => `${format.counted(count, 'video')} added to “${name}”.`,
  'remove-from-collection': (name, count) => `${format.counted(count, 'video')} removed from “${name}”.`,
  'reorder-collection': (name) => `Order of “${name}” changed.`,
  'put-on-top': () => 'Top of a stack changed.',
  'rename-files': (_, count) => `${format.counted(count, 'file')} renamed.`,
  trash: (_, count) => `${format.counted(count, 'video')} moved to the trash.`,
  restore: (_, count) => `${format.counted(count, 'video')} restored.`,
  'discard-tasks': (_, count) => `${format.counted(count, 'task')} discarded.`,
  'delete-for-good': (_, count) => `${format.counted(count, 'video')} deleted for good.`,
};

/** The name of an action, as a part of a sentence. */
const nameOf = ({ kind, subject, count }: Pick<ActionSummary, 'kind' | 'subject' | 'count'>): string => names[kind](subject, count);

/** The items of the Edit menu, and messages after an action. */
export const actions = {
  undo: (action: ActionSummary): string => `Undo ${nameOf(action)}`,
  redo: (action: ActionSummary): string => `Redo ${nameOf(action)}`,
  /** Beside the progress of a running action. */
  running: (kind: ActionKind, done: number, total: number): string =>
    `${names[kind]('…', total)}: ${format.number(done)} of ${format.number(total)}`,
  done: ({ kind, subject, count }: ActionSummary): string => doneSentences[kind](subject, count),
  undone: (action: ActionSummary): string => `Undone: ${nameOf(action)}.`,
  redone: (action: ActionSummary): string => `Done again: ${nameOf(action)}.`,
  /** After a discard was undone. */
  tasksHeld: 'Nothing is sent until you press Resume.',
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
  notNextToUndo: (undoKeys: string): string => `Something else was done since. ${undoKeys} undoes that first.`,
  notNextToRedo: (redoKeys: string): string => `Something else was undone since. ${redoKeys} redoes that first.`,
  /** What an undo or redo could not change. */
  missing: {
    videos: (count: number): string =>
      `${format.counted(count, 'video')} could not be changed, because the library no longer has ${count === 1 ? 'it' : 'them'}.`,
    tags: (count: number): string => `${format.counted(count, 'change')} to tags that no longer exist could not be made.`,
    collections: (count: number): string => `${format.counted(count, 'change')} to collections that no longer exist could not be made.`,
    tasks: (count: number): string =>
      `${format.counted(count, 'task')} could not be changed: sent, discarded or replaced by another task meanwhile.`,
    unreadable: (count: number): string => `${format.counted(count, 'part')} of the undo log could not be read.`,
  },
};
