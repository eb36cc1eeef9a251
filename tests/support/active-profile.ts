// Adds the active profile to calls that cost credits, so that tests with only one profile need not name it.
import type { CallInput, CallName, CallOutput } from '../../shared/ipc.ts';

type PaidCall = 'tasks.submit' | 'tasks.submitBatch';

/** The input of a call. `profileId` is optional even if the call costs credits: the active profile pays by default. */
export type TestInput<N extends CallName> = N extends PaidCall
  ? Omit<CallInput<N>, 'profileId'> & { readonly profileId?: number | null }
  : CallInput<N>;

/**
 * Adds the active profile to `input` if `input` names no profile. Does not change other values, or the input of calls that cost nothing.
 */
export async function withProfile<N extends CallName>(
  name: N,
  input: TestInput<N>,
  snapshot: () => Promise<CallOutput<'studio.snapshot'>>,
): Promise<CallInput<N>> {
  const isPaid = name === 'tasks.submit' || name === 'tasks.submitBatch';
  if (!isPaid || typeof input !== 'object' || input === null || 'profileId' in input) return input as CallInput<N>;
  return { profileId: (await snapshot()).status.activeProfileId, ...(input as object) } as CallInput<N>;
}
