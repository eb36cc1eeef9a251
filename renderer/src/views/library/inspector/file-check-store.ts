// Verifies stored files by reading them again: which files are being read, and the recent results.
import { create } from 'zustand';
import type { CallOutput } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { showFailure } from '../library-view.ts';

/** The result of a check, from the `library.verifyFile` call. */
type Verdict = CallOutput<'library.verifyFile'>['verdict'];

interface FileChecks {
  /** Results whose files are being read now. */
  readonly reading: ReadonlySet<number>;
  /** Results of recent checks, by result id. Each is removed after 20 seconds. */
  readonly found: ReadonlyMap<number, Verdict>;
}

/** The store of file checks. `checkFile` changes it; the inspector and the player show it. */
export const useFileChecks = create<FileChecks>(() => ({ reading: new Set(), found: new Map() }));

const shownForMs = 20_000;

/** Checks a file. Does nothing while the same file is being checked. A failure of the call is shown by `showFailure`. */
export async function checkFile(resultId: number): Promise<void> {
  if (useFileChecks.getState().reading.has(resultId)) return;
  useFileChecks.setState(({ reading, found }) => {
    const rest = new Map(found);
    rest.delete(resultId);
    return { reading: new Set(reading).add(resultId), found: rest };
  });
  const answer = await call('library.verifyFile', { resultId });
  useFileChecks.setState(({ reading, found }) => {
    const rest = new Set(reading);
    rest.delete(resultId);
    return { reading: rest, found: answer.ok ? new Map(found).set(resultId, answer.value.verdict) : found };
  });
  if (!answer.ok) await showFailure(Promise.resolve(answer));
  else window.setTimeout(() => forget(resultId, answer.value.verdict), shownForMs);
}

function forget(resultId: number, verdict: Verdict): void {
  useFileChecks.setState(({ found }) => {
    if (found.get(resultId) !== verdict) return {};
    const rest = new Map(found);
    rest.delete(resultId);
    return { found: rest };
  });
}
