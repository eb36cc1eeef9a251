// The first section of the task inspector: model, profile, creation time, duration and cost of a task. Pure.
import type { Profile } from '../../../../shared/ipc.ts';
import { formFor } from '../../../../shared/models/index.ts';
import type { Task } from '../../../../shared/task.ts';
import { messages } from '../../messages.ts';
import { profileName } from '../../profile-name.ts';

/** The service's id of a task; null before the service has accepted it. */
export function serviceIdOf(task: Task): string | null {
  return 'serviceTaskId' in task ? task.serviceTaskId : null;
}

/** Returns the cost of a task, as far as it is known; null while the service has not accepted the task. */
export function costOf(task: Task): string | null {
  if (task.simulated) return messages.library.inspector.free;
  if (!('creditsReserved' in task)) return null;
  // A task that was not accepted costs nothing, unless the service may have accepted an earlier request for it.
  if (task.state === 'failed' && task.serviceTaskId === null && task.creditsUsed === null && task.earlierSend !== 'unknown')
    return messages.library.inspector.noCharge;
  return messages.library.inspector.costText('creditsUsed' in task ? task.creditsUsed : null, task.creditsReserved);
}

/** One line of the section. */
interface IdentityFact {
  readonly label: string;
  readonly value: string;
}

/** Returns the lines of the section. Cost and duration are left out while they are unknown. */
export function identityFacts(task: Task, profiles: readonly Profile[], nowMs: number): readonly IdentityFact[] {
  const cost = costOf(task);
  const took = task.state === 'completed' ? task.tookSeconds : null;
  const profile = profiles.find(({ id }) => id === task.profileId);
  const { inspector: texts } = messages;
  return [
    { label: texts.model, value: formFor(task.request.model).name },
    { label: texts.profile, value: profile === undefined ? texts.unknownProfile : profileName(profile) },
    { label: texts.created, value: messages.format.moment(task.createdAtMs, nowMs) },
    ...(took === null ? [] : [{ label: texts.duration, value: messages.format.duration(took) }]),
    ...(cost === null ? [] : [{ label: texts.cost, value: cost }]),
  ];
}
