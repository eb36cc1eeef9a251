// Records a file found in the folder: a video that is new to this database, or the file of a known one.
import type { GenerationRequest } from '../../../../shared/generation.ts';
import { isTrashPath, pathBeforeTrash } from '../../../../shared/trash.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';
import { classifyFile } from './classify-file.ts';
import { type FoundFile, type LibraryRebuildDeps, resultsOfTags } from './rebuild-deps.ts';

type WriteDeps = Pick<LibraryRebuildDeps, 'tables' | 'tasks' | 'profileFor'>;

/** A found file, with the request from its tags and the id of its folder. */
export interface FileToWrite {
  readonly found: FoundFile;
  readonly request: GenerationRequest;
  readonly folderId: number;
}

/** The count that the file increases. */
type WrittenCount = 'added' | 'relinked' | 'known' | 'changedCopies';

/** Creates a task and a result. Does nothing if the service is still working on the task, because its results arrive when it ends. */
function writeNew({ tables }: WriteDeps, { found }: FileToWrite, restore: () => void): WrittenCount {
  const states = tables.tasks.byServiceId(found.tags.taskId).map((id) => tables.ifReadable(() => tables.tasks.get(id))?.state);
  if (states.includes('pending') || states.includes('processing')) return 'known';
  restore();
  return 'added';
}

/**
 * The file as it is recorded first. A file in the trash is recorded under its path outside of the trash, so that `recordTrash` can then
 * treat it like any deleted video.
 */
const fileToRecord = ({ file }: FoundFile): FoundFile['file'] =>
  isTrashPath(file.path) ? { ...file, path: pathBeforeTrash(file.path) } : file;

/**
 * Moves the result to the trash if its file is there. The retention period begins now, because file times are not trusted for deletions.
 */
function recordTrash({ tasks }: WriteDeps, resultId: number, { path }: FoundFile['file']): void {
  if (isTrashPath(path) && !tasks.transitionResult(resultId, { type: 'trashed', path }).ok)
    throw new Error('a video found in the trash could not be recorded there');
}

/** Whether the result got a file in the library after this file was found in the trash. */
const isBackInLibrary = (row: ResultRow, { file, displacedPath }: FoundFile): boolean =>
  isTrashPath(file.path) && row.state === 'stored' && row.trash === null && row.path !== displacedPath;

/** Makes the found file the file of a known result. */
function relink(deps: WriteDeps, row: ResultRow, { found, folderId }: FileToWrite): WrittenCount {
  const { tasks } = deps;
  if (isBackInLibrary(row, found)) return 'known';
  if (row.state === 'stored') tasks.transitionResult(row.id, { type: 'file-disappeared' });
  if (!tasks.transitionResult(row.id, { type: 'file-found', file: fileToRecord(found), folderId }).ok) return 'known';
  recordTrash(deps, row.id, found.file);
  return 'relinked';
}

/**
 * Writes a found file. The classification is repeated, because another file of the same result may have been written first. Call it in a
 * transaction.
 */
export function writeFoundFile(deps: WriteDeps, fileToWrite: FileToWrite): WrittenCount {
  const { tasks, profileFor } = deps;
  const { found, request, folderId } = fileToWrite;
  const { tags, isAsReceived } = found;
  const file = fileToRecord(found);
  const classification = classifyFile(resultsOfTags(deps, tags), file.sha256, isAsReceived);
  const restore = (modifiedCopyOf: number | 'unknown' | null): void => {
    const resultId = tasks.restore({ profileId: profileFor(tags.simulated), tags, request, file, folderId, modifiedCopyOf });
    recordTrash(deps, resultId, found.file);
  };
  switch (classification.kind) {
    case 'new':
      return writeNew(deps, fileToWrite, () => restore(null));
    case 'modified-copy':
      restore(classification.original?.id ?? 'unknown');
      return 'changedCopies';
    case 'result':
      return relink(deps, classification.row, fileToWrite);
  }
}
