// An entry of the search: one video, or one task without a video. The index stores these columns; `match-entry.ts` reads them.
import type { GenerationKind } from '../models/model.ts';
import type { EntryState } from './query.ts';

/** The texts of an entry, as written. A field with several texts (shots, tags) holds them one by one, so that no phrase spans two. */
export interface EntryText {
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly shots: readonly string[];
  readonly title: string;
  readonly tags: readonly string[];
  readonly notes: string;
  readonly collections: readonly string[];
  /** Model id and display name. */
  readonly model: readonly string[];
  readonly fileName: string;
  /** The service's task id, where there is one. */
  readonly serviceTaskId: string;
  /** The task's error in words of the studio's log: its kind, and the service's message. */
  readonly error: string;
}

/** Whether the file of a video exists; `none` for a task without a video. */
export type EntryFileState = 'stored' | 'missing' | 'none';

/** A verdict on a video. */
export type EntryVerdict = 'pick' | 'reject' | 'none';

/** One entry with everything that can be searched. null: unknown, or left to the service; no condition matches null. */
export interface Entry {
  /** `2 × resultId` of a video, `2 × taskId + 1` of a task. */
  readonly id: number;
  readonly taskId: number;
  /** When the video was stored, or the task created: Unix milliseconds. Dates and the order by date use it. */
  readonly atMs: number;
  readonly text: EntryText;
  /** The catalogue's id. */
  readonly model: string;
  /** Vendor of the catalogue; null for a model it does not know. */
  readonly vendor: string | null;
  readonly kind: GenerationKind | null;
  readonly ratio: string | null;
  readonly quality: string | null;
  readonly durationSeconds: number | null;
  readonly hasAudio: boolean | null;
  readonly hasReference: boolean;
  readonly isFromVideo: boolean;
  readonly profileId: number;
  readonly profile: string;
  readonly credits: number | null;
  readonly seed: number | null;
  readonly bytes: number | null;
  readonly rating: number;
  readonly verdict: EntryVerdict;
  readonly isFavourite: boolean;
  readonly isSimulated: boolean;
  readonly state: EntryState;
  readonly fileState: EntryFileState;
  /** True for a video in the trash. The scope of a search decides about the trash, not a condition. */
  readonly isTrashed: boolean;
}

/** The id of a video's entry. */
export const entryOfResult = (resultId: number): number => 2 * resultId;
/** The id of a task's entry. */
export const entryOfTask = (taskId: number): number => 2 * taskId + 1;
/** The result or task that an entry id stands for. */
export const entryTarget = (entryId: number): { readonly kind: 'result' | 'task'; readonly id: number } =>
  entryId % 2 === 0 ? { kind: 'result', id: entryId / 2 } : { kind: 'task', id: (entryId - 1) / 2 };
