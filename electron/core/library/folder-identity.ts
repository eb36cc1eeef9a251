// Decides whether the folder at a path is the library folder that the database knows. When a drive is not mounted, its folder may be gone, be an
// empty mount point, or hold the content of another drive. A folder that has held videos is therefore recognised by the id in its marker file, or
// by known videos or partial files in it; until then nothing is written into it and no file in it counts as missing. Only a folder that never held
// anything may be created.
import type { FolderError } from '../../../shared/errors.ts';
import type { ExpectedFile, FolderRow } from '../../db/tables/folder-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { FolderMarker, PartialFileOwner, Random, VideoLibrary } from '../ports.ts';

/** Set in a database that replaced another one. It knows no videos, but the folder may contain some. */
const usedBeforeSetting = 'library.usedBefore';
const idLength = 24;
/** Number of files to look for when the marker is missing, from both ends of the folder's history. */
const maxKnownFiles = 100;

/**
 * `marked`: the right folder, by its marker. `recognised`: the right folder, by its content; its marker must still be written or stored. `new`: no
 * content is known, and the folder may not exist. `unavailable`: another folder, or none.
 */
type FolderStatus = { readonly kind: 'marked' | 'recognised' | 'new' } | { readonly kind: 'unavailable'; readonly error: FolderError };

/** Call it for a new database that replaces a damaged one, and for a restored backup: neither is a first start, even without any video. */
export const markFolderUsedBefore = (tables: Tables): void => tables.settings.set(usedBeforeSetting, true);

/** Whether this database replaced another one, see `markFolderUsedBefore`. */
export const hasReplacedDatabase = (tables: Tables): boolean => tables.settings.get(usedBeforeSetting) === true;

/** Identifies library folders by their marker and their content. Folders are absolute paths; nothing is cached. */
export interface FolderIdentity {
  /** The current status of the folder. Reports a folder that is `unavailable`. */
  statusOf(folder: string): Promise<FolderStatus>;
  /**
   * The error of a folder that is `unavailable`: nothing may be written into it and no file in it counts as missing. null when it is the right one.
   */
  unavailableErrorOf(folder: string): Promise<FolderError | null>;
  /** Stores the id of the folder's marker. Writes a marker if the folder has none, with the stored id if there is one. */
  remember(folder: string): Promise<void>;
  /** Whether the folder exists and is the right one. */
  isAvailable(folder: string): Promise<boolean>;
}

/** The status according to the marker alone; null when the marker does not decide, so that the content must be checked. */
export function statusByMarker(marker: FolderMarker, rememberedId: string | null): 'marked' | null {
  return marker.kind === 'marked' && marker.libraryId === rememberedId ? 'marked' : null;
}

/** The error of a folder that held videos and is not the right one. */
export function unavailableError(folder: string, marker: FolderMarker): FolderError {
  switch (marker.kind) {
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
  /** The identity of this database, for the names of its partial files. */
  identity(): PartialFileOwner;
  /** Aborted when the studio stops. A file system call may return after the database was closed. */
  readonly signal: AbortSignal;
  /** Called when a folder is `unavailable`. */
  onUnavailable(error: FolderError): void;
}

/** The content that a folder should have according to the database. */
interface KnownContent {
  readonly files: readonly ExpectedFile[];
  /** Results whose partial files are in the folder. */
  readonly incoming: readonly number[];
}

/** The row is undefined when the database does not know the folder. */
const knownContent = ({ tables }: FolderIdentityDeps, row: Pick<FolderRow, 'id'> | undefined): KnownContent =>
  row === undefined
    ? { files: [], incoming: [] }
    : { files: tables.folders.expectedFiles(row.id, maxKnownFiles), incoming: tables.folders.partialDownloads(row.id, maxKnownFiles) };

async function containsFile({ library }: FolderIdentityDeps, folder: string, files: readonly ExpectedFile[]): Promise<boolean> {
  for (const { path, bytes } of files) if ((await library.locate(folder, path))?.bytes === bytes) return true;
  return false;
}

/** Whether a known video or a known partial file is in the folder. */
async function containsKnownFile(deps: FolderIdentityDeps, folder: string, { files, incoming }: KnownContent): Promise<boolean> {
  if (await containsFile(deps, folder, files)) return true;
  if (deps.signal.aborted || incoming.length === 0) return false;
  return await deps.library.containsPartialFile(folder, deps.identity(), incoming);
}

/** True when the folder may be used although the database knows no content of it. A marker or a video proves that it is not an empty mount point. */
async function mayUse(deps: FolderIdentityDeps, folder: string, marker: FolderMarker, rememberedId: string | null): Promise<boolean> {
  const { tables, library, signal } = deps;
  // The mount point of a marked drive that is not mounted has no marker.
  if (rememberedId !== null && marker.kind !== 'marked') return false;
  if (!hasReplacedDatabase(tables)) return true;
  if (marker.kind === 'marked') return rememberedId === null;
  if (marker.kind === 'absent') return false;
  return await library.containsVideo(folder, signal);
}

async function statusOf(deps: FolderIdentityDeps, folder: string): Promise<FolderStatus> {
  const { tables, library, signal, onUnavailable } = deps;
  const marker = await library.readMarker(folder);
  const unavailable = { kind: 'unavailable', error: unavailableError(folder, marker) } as const;
  if (signal.aborted) return unavailable;
  const row = tables.folders.byPath(folder);
  const rememberedId = row?.libraryId ?? null;
  if (statusByMarker(marker, rememberedId) === 'marked') return { kind: 'marked' };
  const expectedContent = knownContent(deps, row);
  if (marker.kind !== 'absent' && (await containsKnownFile(deps, folder, expectedContent))) return { kind: 'recognised' };
  if (signal.aborted) return unavailable;
  const isUnknown = expectedContent.files.length === 0 && expectedContent.incoming.length === 0;
  if (isUnknown && (await mayUse(deps, folder, marker, rememberedId))) return { kind: 'new' };
  if (!signal.aborted) onUnavailable(unavailable.error);
  return unavailable;
}

async function remember({ tables, library, random, signal }: FolderIdentityDeps, folder: string): Promise<void> {
  const rememberedId = tables.folders.byPath(folder)?.libraryId ?? null;
  const markerId = await library.writeMarker(folder, rememberedId ?? random.id(idLength));
  if (markerId !== null && markerId !== rememberedId && !signal.aborted) tables.folders.setLibraryId(folder, markerId);
}

/** Called once by `core/compose/`. */
export function createFolderIdentity(deps: FolderIdentityDeps): FolderIdentity {
  return {
    statusOf: (folder) => statusOf(deps, folder),
    async unavailableErrorOf(folder) {
      const status = await statusOf(deps, folder);
      return status.kind === 'unavailable' ? status.error : null;
    },
    remember: (folder) => remember(deps, folder),
    async isAvailable(folder) {
      const status = await statusOf(deps, folder);
      return (
        status.kind === 'marked' ||
        status.kind === 'recognised' ||
        (status.kind === 'new' && (await deps.library.readMarker(folder)).kind !== 'absent')
      );
    },
  };
}
