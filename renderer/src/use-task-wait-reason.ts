// The reason why a waiting task is not submitted now, according to its profile.
import type { Task } from '../../shared/task.ts';
import { type WaitReason, waitReasonOfProfile } from '../../shared/wait-reason.ts';
import { selectStatus, useStudio } from './store/studio-store.ts';

/** Returns null for a task that is not waiting, or that waits only for a free slot in the queue. */
export function useWaitReasonOfTask(task: Task | undefined, nowMs: number): WaitReason | null {
  // A task that is not waiting selects no profile, so that it is not rendered again when a profile changes.
  const waitingProfileId = task?.state === 'waiting' ? task.profileId : null;
  const profile = useStudio((s) => selectStatus(s)?.profiles.find(({ id }) => id === waitingProfileId));
  return profile === undefined ? null : waitReasonOfProfile(profile, nowMs);
}
