// Verifies stored files by reading them again: which files are being read, and the recent verdicts.
import { create } from 'zustand';
import type { CallOutput } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { showFailure } from '../library-view.ts';

/** The outcome of a check, from the `library.verifyFile` call. */
type FileVerdict = CallOutput<'library.verifyFile'>['verdict'];

interface FileChecks {
  /** The results whose files are being read now. */
  readonly readingIds: ReadonlySet<number>;
  /** The verdicts of recent checks, by result id. Each is removed after 20 seconds. */
  readonly verdicts: ReadonlyMap<number, FileVerdict>;
}

/** The store of file checks. `checkFile` changes it; the inspector and the player show it. */
export const useFileChecks = create<FileChecks>(() => ({ readingIds: new Set(), verdicts: new Map() }));

const shownForMs = 20_000;

/** Checks a file. Does nothing while the same file is being checked. A failure of the call is shown by `showFailure`. */
export async function checkFile(resultId: number): Promise<void> {
  if (useFileChecks.getState().readingIds.has(resultId)) return;
  useFileChecks.setState(({ readingIds, verdicts }) => {
    const rest = new Map(verdicts);
    rest.delete(resultId);
    return { readingIds: new Set(readingIds).add(resultId), verdicts: rest };
  });
  const result = await call('library.verifyFile', { resultId });
  useFileChecks.setState(({ readingIds, verdicts }) => {
    const rest = new Set(readingIds);
    rest.delete(resultId);
    return { readingIds: rest, verdicts: result.ok ? new Map(verdicts).set(resultId, result.value.verdict) : verdicts };
  });
  if (!result.ok) await showFailure(Promise.resolve(result));
  else window.setTimeout(() => removeVerdict(resultId, result.value.verdict), shownForMs);
}

function removeVerdict(resultId: number, verdict: FileVerdict): void {
  useFileChecks.setState(({ verdicts }) => {
    if (verdicts.get(resultId) !== verdict) return {};
    const rest = new Map(verdicts);
    rest.delete(resultId);
    return { verdicts: rest };
  });
}
