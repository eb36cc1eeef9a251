// Records a file found in the folder: a video that is new to this database, or the file of a known one.
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { classifyFile } from './classify-file.ts';
import { type FoundFile, type LibraryRebuildDeps, resultsOfTags } from './rebuild-deps.ts';

type WriteDeps = Pick<LibraryRebuildDeps, 'tables' | 'tasks' | 'profileFor'>;

/** A found file with the request that its tags describe, and the id of its folder. */
export interface FileToWrite {
  readonly found: FoundFile;
  readonly request: GenerationRequest;
  readonly folderId: number;
}

/** The count of the progress that the file belongs to. */
type Written = 'added' | 'relinked' | 'known' | 'changedCopies';

/** Creates a task and a result, unless the service still has the task: its results then arrive when it ends. */
function writeNew({ tables }: WriteDeps, { found }: FileToWrite, restore: () => void): Written {
  const states = tables.tasks.byServiceId(found.tags.taskId).map((id) => tables.ifReadable(() => tables.tasks.get(id))?.state);
  if (states.includes('pending') || states.includes('processing')) return 'known';
  restore();
  return 'added';
}

/** Decides again at the time of writing: another file of the same result may have come first. Call it in a transaction. */
export function writeFoundFile(deps: WriteDeps, given: FileToWrite): Written {
  const { tasks, profileFor } = deps;
  const { found, request, folderId } = given;
  const { tags, file, isAsReceived } = found;
  const classification = classifyFile(resultsOfTags(deps, tags), file.sha256, isAsReceived);
  const restore = (modifiedCopyOf: number | 'unknown' | null): void =>
    tasks.restore({ profileId: profileFor(tags.simulated), tags, request, file, folderId, modifiedCopyOf });
  switch (classification.kind) {
    case 'new':
      return writeNew(deps, given, () => restore(null));
    case 'modified-copy':
      restore(classification.original?.id ?? 'unknown');
      return 'changedCopies';
    case 'result': {
      const { row } = classification;
      if (row.state === 'stored') tasks.transitionResult(row.id, { type: 'file-disappeared' });
      return tasks.transitionResult(row.id, { type: 'file-found', file, folderId }).ok ? 'relinked' : 'known';
    }
  }
}
