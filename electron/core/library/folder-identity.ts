// Whether a library folder is the one the database means. Where a drive is not mounted, its folder may be gone, be an empty mount point, or
// hold what another drive has. A folder that has held videos is therefore known by the id in its marker file, or by videos or partial files that are
// seen in it; until then nothing is written into it and nothing in it is called missing. Only a folder that never held anything may be made.
import type { FolderError } from '../../../shared/errors.ts';
import type { FolderRow, KnownFile } from '../../db/tables/folder-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { FolderMarker, PartialFileOwner, Random, VideoLibrary } from '../ports.ts';

/** Set in a database that took the place of another one: it knows no videos, but there may be some. */
const heldBeforeSetting = 'library.usedBefore';
const idLength = 24;
/** Looked for where the marker is missing, from both ends of the folder's history. */
const lookedFor = 100;

/**
 * `here`: the folder that is meant, by its marker. `seen`: the same by what lies in it; its marker is yet to be written or to be remembered. `new`:
 * nothing is known to have been in it, and it may not be there. `away`: it is not the one that is meant, or is not there.
 */
type FolderStatus = { readonly kind: 'here' | 'seen' | 'new' } | { readonly kind: 'away'; readonly error: FolderError };

/** Called for a new database that replaces a damaged one, and for a restored backup: neither is a first start, even without any video. */
export const markFolderUsedBefore = (tables: Tables): void => tables.settings.set(heldBeforeSetting, true);

/** Whether this database took the place of another one, see `markFolderUsedBefore`. */
export const isInPlaceOfAnother = (tables: Tables): boolean => tables.settings.get(heldBeforeSetting) === true;

/** Tells library folders apart by their marker and by what lies in them. Folders are absolute paths; nothing is cached. */
export interface FolderIdentity {
  /** What the folder is now. Reports one that is not the one that is meant. */
  statusOf(folder: string): Promise<FolderStatus>;
  /** Why nothing may be written into a folder now, or be called missing in it; null where it is the one that is meant. */
  unavailableErrorOf(folder: string): Promise<FolderError | null>;
  /** The folder keeps the marker it has, or gets the one that is remembered; which one it is, is written down. */
  remember(folder: string): Promise<void>;
  /** Whether the folder is there and is the one that is meant. */
  isAvailable(folder: string): Promise<boolean>;
}

/** What a marker alone says; null where the videos have to be looked for. */
export function statusByMarker(mark: FolderMarker, remembered: string | null): 'here' | null {
  return mark.kind === 'marked' && mark.libraryId === remembered ? 'here' : null;
}

/** Why a folder that held videos is not the one that is meant. */
export function unavailableError(folder: string, mark: FolderMarker): FolderError {
  switch (mark.kind) {
    case 'absent':
      return { kind: 'library-missing', folder };
    case 'unmarked':
      return { kind: 'library-unavailable', folder, found: 'no-library' };
    case 'marked':
      return { kind: 'library-unavailable', folder, found: 'other-library' };
  }
}

/** Dependencies of the checks that identify a library folder. */
interface FolderIdentityDeps {
  readonly tables: Tables;
  readonly library: Pick<VideoLibrary, 'readMarker' | 'writeMarker' | 'locate' | 'containsVideo' | 'containsPartialFile'>;
  readonly random: Random;
  /** Who this database is, in the names of its partial files. */
  identity(): PartialFileOwner;
  /** The studio ends: a folder that answers late finds the database closed. */
  readonly signal: AbortSignal;
  /** A folder turned out not to be the one that is meant. */
  onUnavailable(error: FolderError): void;
}

/** The content that a folder should have according to the database. */
interface KnownContent {
  readonly files: readonly KnownFile[];
  /** Results whose first bytes are in the folder. */
  readonly incoming: readonly number[];
}

/** A row is undefined where the database does not know the folder. */
const knownContent = ({ tables }: FolderIdentityDeps, row: Pick<FolderRow, 'id'> | undefined): KnownContent =>
  row === undefined
    ? { files: [], incoming: [] }
    : { files: tables.folders.knownFiles(row.id, lookedFor), incoming: tables.folders.incoming(row.id, lookedFor) };

async function seesFile({ library }: FolderIdentityDeps, folder: string, files: readonly KnownFile[]): Promise<boolean> {
  for (const { path, bytes } of files) if ((await library.locate(folder, path))?.bytes === bytes) return true;
  return false;
}

/** Whether a video or a partial file that the database knows lies in the folder. */
async function seesAny(deps: FolderIdentityDeps, folder: string, { files, incoming }: KnownContent): Promise<boolean> {
  if (await seesFile(deps, folder, files)) return true;
  if (deps.signal.aborted || incoming.length === 0) return false;
  return await deps.library.containsPartialFile(folder, deps.identity(), incoming);
}

/** True when the folder may be used although the database knows nothing of it. A marker or a video proves that it is not an empty mount point. */
async function mayBegin(deps: FolderIdentityDeps, folder: string, mark: FolderMarker, remembered: string | null): Promise<boolean> {
  const { tables, library, signal } = deps;
  // A drive that was marked and is not there leaves an unmarked mount point.
  if (remembered !== null && mark.kind !== 'marked') return false;
  if (!isInPlaceOfAnother(tables)) return true;
  if (mark.kind === 'marked') return remembered === null;
  if (mark.kind === 'absent') return false;
  return await library.containsVideo(folder, signal);
}

async function statusOf(deps: FolderIdentityDeps, folder: string): Promise<FolderStatus> {
  const { tables, library, signal, onUnavailable } = deps;
  const mark = await library.readMarker(folder);
  const away = { kind: 'away', error: unavailableError(folder, mark) } as const;
  if (signal.aborted) return away;
  const row = tables.folders.ofPath(folder);
  const remembered = row?.libraryId ?? null;
  if (statusByMarker(mark, remembered) === 'here') return { kind: 'here' };
  const known = knownContent(deps, row);
  if (mark.kind !== 'absent' && (await seesAny(deps, folder, known))) return { kind: 'seen' };
  if (signal.aborted) return away;
  const isUnknown = known.files.length === 0 && known.incoming.length === 0;
  if (isUnknown && (await mayBegin(deps, folder, mark, remembered))) return { kind: 'new' };
  if (!signal.aborted) onUnavailable(away.error);
  return away;
}

async function remember({ tables, library, random, signal }: FolderIdentityDeps, folder: string): Promise<void> {
  const remembered = tables.folders.ofPath(folder)?.libraryId ?? null;
  const marked = await library.writeMarker(folder, remembered ?? random.id(idLength));
  if (marked !== null && marked !== remembered && !signal.aborted) tables.folders.setLibraryId(folder, marked);
}

/** Built once by the composition. */
export function createFolderIdentity(deps: FolderIdentityDeps): FolderIdentity {
  return {
    statusOf: (folder) => statusOf(deps, folder),
    async unavailableErrorOf(folder) {
      const now = await statusOf(deps, folder);
      return now.kind === 'away' ? now.error : null;
    },
    remember: (folder) => remember(deps, folder),
    async isAvailable(folder) {
      const now = await statusOf(deps, folder);
      return (
        now.kind === 'here' || now.kind === 'seen' || (now.kind === 'new' && (await deps.library.readMarker(folder)).kind !== 'absent')
      );
    },
  };
}
