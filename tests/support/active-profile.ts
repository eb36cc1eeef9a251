// Adds the active profile to calls that cost credits, so that tests with only one profile need not name it.
import type { CallInput, CallName, CallOutput } from '../../shared/ipc.ts';

type PaidCall = 'tasks.submit' | 'tasks.submitBatch';

/** The input of a call, in which the profile of a call that costs credits is optional; without one, the active profile pays. */
export type TestInput<N extends CallName> = N extends PaidCall
  ? Omit<CallInput<N>, 'profileId'> & { readonly profileId?: number | null }
  : CallInput<N>;

/** Adds the active profile to `input` if it names none. Returns the input of calls that cost nothing, and values that are not objects, unchanged. */
export async function withProfile<N extends CallName>(
  name: N,
  input: TestInput<N>,
  snapshot: () => Promise<CallOutput<'studio.snapshot'>>,
): Promise<CallInput<N>> {
  const isPaid = name === 'tasks.submit' || name === 'tasks.submitBatch';
  if (!isPaid || typeof input !== 'object' || input === null || 'profileId' in input) return input as CallInput<N>;
  return { profileId: (await snapshot()).status.activeProfileId, ...(input as object) } as CallInput<N>;
}
