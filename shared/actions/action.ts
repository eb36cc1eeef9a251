// Actions that can be undone: their kinds, and what a sentence about one needs.

/** Every kind of action in the log. `core/undo/replay.ts` undoes each kind; `shared/text` names it. */
export const actionKinds = [
  'rate',
  'flag',
  'favourite',
  'set-title',
  'set-notes',
  'add-tag',
  'remove-tag',
  'rename-tag',
  'merge-tags',
  'delete-tag',
  'create-collection',
  'rename-collection',
  'move-collection',
  'delete-collection',
  'set-collection-query',
  'set-collection-cover',
  'add-to-collection',
  'remove-from-collection',
  'reorder-collection',
  'put-on-top',
  'rename-files',
  'trash',
  'restore',
  'discard-tasks',
  // Cannot be undone. Listed because the progress display needs its name.
  'delete-for-good',
] as const;
/** The kind of an action, without its videos, tags or tasks. */
export type ActionKind = (typeof actionKinds)[number];

/** The facts for a sentence about an action: its kind, its extent and its subject. */
export interface ActionSummary {
  /** Identifies the action in the log. */
  readonly id: number;
  readonly kind: ActionKind;
  /** The number of videos or tasks that the action changed; 0 where it changed neither, such as renaming a collection. */
  readonly count: number;
  /** The name that the tag or collection had at that time; empty where the action has neither. */
  readonly subject: string;
}
