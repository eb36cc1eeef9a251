// The contract between window and main: every call with its input and output, and the events. Each area is a file in `ipc/`; this file joins them
// and is the only one that other folders import.
// Inputs are strict and bounded. The dispatcher parses them; outputs are parsed in tests. The renderer imports types only.
import type { z } from 'zod';
import { actionCalls } from './ipc/actions.ts';
import { backupCalls } from './ipc/backups.ts';
import { collectionCalls } from './ipc/collections.ts';
import { judgementCalls } from './ipc/judgement.ts';
import { libraryCalls } from './ipc/library/library.ts';
import { libraryFileCalls } from './ipc/library/library-files.ts';
import { libraryNameCalls } from './ipc/library/library-names.ts';
import { librarySearchCalls } from './ipc/library/library-search.ts';
import { libraryTrashCalls } from './ipc/library/library-trash.ts';
import { networkCalls } from './ipc/network.ts';
import { profileCalls } from './ipc/profiles.ts';
import { promptCalls } from './ipc/prompts.ts';
import { referenceCalls } from './ipc/references.ts';
import { serviceFileCalls } from './ipc/service-files.ts';
import { studioCalls } from './ipc/studio-status.ts';
import { takeCalls } from './ipc/takes.ts';
import { taskCalls } from './ipc/tasks.ts';

export type { ReplayOutcome, UndoTarget } from './ipc/actions.ts';
export type { BackupEntry } from './ipc/backups.ts';
export { type Bridge, callChannel, droppedPathChannel, eventChannel } from './ipc/bridge.ts';
export type { CollectionEntry } from './ipc/collections.ts';
export { actionId } from './ipc/common-inputs.ts';
export type { StudioEvent } from './ipc/events.ts';
export type { ActionOutcome, Judgement, JudgementCommand, JudgementSummary } from './ipc/judgement.ts';
export type { LibraryItem } from './ipc/library/library.ts';
export { type AuditReport, auditReport } from './ipc/library/library-status.ts';
export type { TrashCallOutcome } from './ipc/library/library-trash.ts';
export { type Profile, profile, type QueueHold, type SubmitPauseReason } from './ipc/profiles.ts';
export type { PromptTemplate, UsedPrompt } from './ipc/prompts.ts';
export type { AccountElement } from './ipc/references.ts';
export { type ServiceFile, serviceFile } from './ipc/service-files.ts';
export type { Snapshot, SnapshotPage, StudioStatus } from './ipc/studio-status.ts';
export type { ExistingTakes, Relatives } from './ipc/takes.ts';
export type { Lineage } from './ipc/tasks.ts';

/** Every call by name, with the zod schemas of its input and output. */
export const calls = {
  ...studioCalls,
  ...taskCalls,
  ...takeCalls,
  ...promptCalls,
  ...libraryCalls,
  ...libraryFileCalls,
  ...libraryNameCalls,
  ...librarySearchCalls,
  ...judgementCalls,
  ...collectionCalls,
  ...actionCalls,
  ...libraryTrashCalls,
  ...referenceCalls,
  ...serviceFileCalls,
  ...profileCalls,
  ...backupCalls,
  ...networkCalls,
} as const;

/** The type of the contract. */
export type Calls = typeof calls;
/** The name of a call, such as `tasks.submit`. */
export type CallName = keyof Calls;
/** The input that the window passes to a call. */
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
/** The value of a successful call. */
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>;
