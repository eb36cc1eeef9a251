// Actions that can be undone: their kinds, and what a sentence about one needs.

/** Every kind of action that the log holds. `core/undo/replay.ts` says how each is taken back; `shared/text` names it. */
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
  'rename-files',
  'trash',
  'restore',
  'discard-tasks',
  // Cannot be undone: its name is for its progress.
  'delete-for-good',
] as const;
/** What the user did, apart from what it was done to. */
export type ActionKind = (typeof actionKinds)[number];

/** What a sentence about an action needs: its kind, its extent and its subject. */
export interface ActionSummary {
  /** Identifies the action in the log. */
  readonly id: number;
  readonly kind: ActionKind;
  /** Videos, or tasks, that it changed; 0 for one that concerns none, such as renaming a collection. */
  readonly count: number;
  /** The tag or collection, by its name at that time; empty where there is none. */
  readonly subject: string;
}
