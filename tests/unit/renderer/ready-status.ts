// The studio as a window needs it to submit: one profile with a key, and nothing in the way.
import type { StudioStatus } from '../../../shared/ipc.ts';

const profile = { id: 1, kind: 'evolink', name: 'Work', key: { state: 'present' }, holds: [], paused: false, submitPause: null };

/** For `useStudio.setState`: only what a submission reads. */
export const readyStatus = () => ({ mirror: { status: { profiles: [profile], activeProfileId: 1 } as unknown as StudioStatus } }) as never;
