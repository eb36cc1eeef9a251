// Why a task that waits is not sent now, from what its profile says.
import type { Task } from '../../shared/task.ts';
import { type WaitReason, waitReasonOfProfile } from '../../shared/wait-reason.ts';
import { selectStatus, useStudio } from './store/studio-store.ts';

/** Null for a task that does not wait, or that only needs a place. */
export function useWaitReasonOfTask(task: Task | undefined, nowMs: number): WaitReason | null {
  // Other tasks are not drawn again when a profile changes.
  const waitsFor = task?.state === 'waiting' ? task.profileId : null;
  const profile = useStudio((s) => selectStatus(s)?.profiles.find(({ id }) => id === waitsFor));
  return profile === undefined ? null : waitReasonOfProfile(profile, nowMs);
}
