// A status in which the window can submit: one profile with a key, without a hold or a pause.
import type { StudioStatus } from '../../../shared/ipc.ts';

const profile = { id: 1, kind: 'evolink', name: 'Work', key: { state: 'present' }, holds: [], paused: false, submitPause: null };

/** Returns a state for `useStudio.setState` with only the fields that a submission reads. */
export const readyStatus = () => ({ mirror: { status: { profiles: [profile], activeProfileId: 1 } as unknown as StudioStatus } }) as never;
