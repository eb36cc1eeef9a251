// Reading a stored file again and comparing it: which files are being read, and what was last said of each in this session.
import { create } from 'zustand';
import type { CallOutput } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { showFailure } from '../library-view.ts';

export type Verdict = CallOutput<'library.verifyFile'>['verdict'];

interface Checking {
  /** Files that are being read now. */
  readonly reading: ReadonlySet<number>;
  /** What was found, by result, for as long as it is news. */
  readonly found: ReadonlyMap<number, Verdict>;
}

export const useFileChecking = create<Checking>(() => ({ reading: new Set(), found: new Map() }));

const newsMs = 20_000;

/** Reads it once, whoever asks meanwhile. */
export async function checkFile(resultId: number): Promise<void> {
  if (useFileChecking.getState().reading.has(resultId)) return;
  useFileChecking.setState(({ reading, found }) => {
    const rest = new Map(found);
    rest.delete(resultId);
    return { reading: new Set(reading).add(resultId), found: rest };
  });
  const answer = await call('library.verifyFile', { resultId });
  useFileChecking.setState(({ reading, found }) => {
    const rest = new Set(reading);
    rest.delete(resultId);
    return { reading: rest, found: answer.ok ? new Map(found).set(resultId, answer.value.verdict) : found };
  });
  if (!answer.ok) await showFailure(Promise.resolve(answer));
  else window.setTimeout(() => forget(resultId, answer.value.verdict), newsMs);
}

function forget(resultId: number, verdict: Verdict): void {
  useFileChecking.setState(({ found }) => {
    if (found.get(resultId) !== verdict) return {};
    const rest = new Map(found);
    rest.delete(resultId);
    return { found: rest };
  });
}
