// Determines which video a file in the folder belongs to. Changes nothing.
import { isTrashPath } from '../../../../shared/trash.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';
import { folderOf, isModified } from '../inspect-stored-file.ts';
import { parseTagRecord } from '../tag-record.ts';
import { classifyFile } from './classify-file.ts';
import { type FoundFile, type LibraryRebuildDeps, resultsOfTags } from './rebuild-deps.ts';

type InspectDeps = Pick<LibraryRebuildDeps, 'tables' | 'library'>;

/** The outcome of inspecting a file. `stopped`: the signal aborted before the outcome was known. */
type InspectionOutcome = 'stopped' | { readonly kind: 'unreadable' | 'untagged' | 'known' } | FoundFile;

/**
 * Whether no inspection is needed: the result is stored under this path, is being downloaded, or is being moved into or out of the
 * trash. `stored-files.ts` detects changes of a file under its own name.
 */
const isAccountedFor = (deps: InspectDeps, row: ResultRow, root: string, path: string): boolean =>
  row.state === 'downloading' ||
  deps.tables.trash.intent(row.id) !== undefined ||
  (row.state === 'stored' && row.path === path && folderOf(deps, row) === root);

/** Whether the row's own file is still at its path, according to the file system. */
async function isInPlace(deps: InspectDeps, row: ResultRow): Promise<boolean> {
  const folder = folderOf(deps, row);
  if (row.state !== 'stored' || folder === null || row.path === null || isModified(row)) return false;
  return (await deps.library.locate(folder, row.path))?.bytes === row.bytes;
}

/**
 * Whether a stored result keeps its own file although the trash of `root` contains a file with the same bytes. It keeps a file that
 * still exists, changed or not, and a file in another folder, whose drive may be unplugged.
 */
async function isKeptFromTrash(deps: InspectDeps, row: ResultRow, root: string): Promise<boolean> {
  if (row.state !== 'stored' || row.path === null) return false;
  return folderOf(deps, row) !== root || (await deps.library.locate(root, row.path)) !== null;
}

/** Whether the file at `path` is only another copy of a result that still has its file. */
const isSpareCopy = async (deps: InspectDeps, row: ResultRow, root: string, path: string): Promise<boolean> =>
  (await isInPlace(deps, row)) || (isTrashPath(path) && (await isKeptFromTrash(deps, row, root)));

/** Reads the tags of the file, and hashes the file if the tags do not decide. `path` is relative to the folder `root`. */
export async function inspectFile(deps: InspectDeps, root: string, path: string, signal: AbortSignal): Promise<InspectionOutcome> {
  const { library } = deps;
  const video = await library.readVideo(root, path);
  if (video === null) return { kind: 'unreadable' };
  const tags = video.record === null ? null : parseTagRecord(video.record);
  if (tags === null) return { kind: 'untagged' };
  const rows = resultsOfTags(deps, tags);
  if (rows.some((row) => isAccountedFor(deps, row, root, path))) return { kind: 'known' };
  const hashes = await library.hashTagged(root, path, signal);
  if (hashes === null) return signal.aborted ? 'stopped' : { kind: 'unreadable' };
  const { sha256 } = hashes;
  const isAsReceived = hashes.receivedSha256 === tags.receivedSha256;
  const classification = classifyFile(rows, sha256, isAsReceived);
  // Another copy of a video whose file still exists does not count as a video of its own.
  const existingRow = classification.kind === 'result' ? classification.row : null;
  if (existingRow !== null && (await isSpareCopy(deps, existingRow, root, path))) return { kind: 'known' };
  const { bytes, modifiedAtMs, metadata } = video;
  // The received hash in the tags of a changed copy is that of the original file.
  const receivedSha256 = classification.kind === 'modified-copy' ? sha256 : tags.receivedSha256;
  const displacedPath = existingRow?.state === 'stored' ? existingRow.path : null;
  return { tags, isAsReceived, displacedPath, file: { path, bytes, modifiedAtMs, sha256, receivedSha256, untagged: null, ...metadata } };
}
