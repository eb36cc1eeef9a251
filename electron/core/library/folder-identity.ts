// Decides whether the folder at a path is the library folder that the database knows. While a drive is not mounted, its folder may be
// missing, may be an empty mount point, or may hold the content of another drive. So a folder that has held videos must be recognised: by
// the id in its marker file, or by known videos or partial files in it. Until then, nothing is written into it and none of its files
// count as missing. Only a folder that never held anything may be created.
import type { FolderError } from '../../../shared/errors.ts';
import type { ExpectedFile, FolderRow } from '../../db/tables/folder-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { FolderMarker, PartialFileOwner, Random, VideoLibrary } from '../ports.ts';

/** Set in a database that replaced another one. It knows no videos, but the folder may contain some. */
const usedBeforeSetting = 'library.usedBefore';
const idLength = 24;
/** Number of known files to look for if there is no marker: some of the oldest and some of the newest. */
const maxKnownFiles = 100;

/**
 * `marked`: the right folder, according to its marker. `recognised`: the right folder, according to its content;
 * its marker must still be written or stored. `new`: the database knows no content of the folder, which may not
 * exist. `unavailable`: the folder is missing, or is not the right one.
 */
type FolderStatus = { readonly kind: 'marked' | 'recognised' | 'new' } | { readonly kind: 'unavailable'; readonly error: FolderError };

/**
 * Call it for a new database that replaces a damaged one, and for a restored backup. Then the folder may contain videos although the
 * database knows none.
 */
export const markFolderUsedBefore = (tables: Tables): void => tables.settings.set(usedBeforeSetting, true);

/** Whether this database replaced another one, see `markFolderUsedBefore`. */
export const hasReplacedDatabase = (tables: Tables): boolean => tables.settings.get(usedBeforeSetting) === true;

/** Identifies library folders by their marker and their content. Folders are absolute paths. Nothing is cached. */
export interface FolderIdentity {
  /** The current status of the folder. Calls `onUnavailable` if the folder is `unavailable`. */
  statusOf(folder: string): Promise<FolderStatus>;
  /**
   * The error of an `unavailable` folder: nothing may be written into it, and none of its files count as missing. null if the folder is
   * the right one.
   */
  unavailableErrorOf(folder: string): Promise<FolderError | null>;
  /** Stores the id of the folder's marker. A folder without a marker gets one, with the stored id if there is one. */
  remember(folder: string): Promise<void>;
  /** Whether the folder exists and is the right one. */
  isAvailable(folder: string): Promise<boolean>;
}

/** The status according to the marker alone. null if the marker does not decide, so that the content must be checked. */
export function statusByMarker(marker: FolderMarker, rememberedId: string | null): 'marked' | null {
  return marker.kind === 'marked' && marker.libraryId === rememberedId ? 'marked' : null;
}

/** The error of a folder that has held videos but is missing or is not the right one. */
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

/** The content that a folder should have, according to the database. */
interface KnownContent {
  readonly files: readonly ExpectedFile[];
  /** Results whose partial files are in the folder. */
  readonly incoming: readonly number[];
}

/** `row` is undefined if the database does not know the folder. */
const knownContent = ({ tables }: FolderIdentityDeps, row: Pick<FolderRow, 'id'> | undefined): KnownContent =>
  row === undefined
    ? { files: [], incoming: [] }
    : { files: tables.folders.expectedFiles(row.id, maxKnownFiles), incoming: tables.folders.partialDownloads(row.id, maxKnownFiles) };

async function containsFile({ library }: FolderIdentityDeps, folder: string, files: readonly ExpectedFile[]): Promise<boolean> {
  for (const { path, bytes } of files) if ((await library.locate(folder, path))?.bytes === bytes) return true;
  return false;
}

/** Whether the folder contains a known video or a known partial file. */
async function containsKnownFile(deps: FolderIdentityDeps, folder: string, { files, incoming }: KnownContent): Promise<boolean> {
  if (await containsFile(deps, folder, files)) return true;
  if (deps.signal.aborted || incoming.length === 0) return false;
  return await deps.library.containsPartialFile(folder, deps.identity(), incoming);
}

/**
 * Whether the folder may be used although the database knows no content of it. A marker or a video proves that the folder is not an
 * empty mount point.
 */
async function mayUse(deps: FolderIdentityDeps, folder: string, marker: FolderMarker, rememberedId: string | null): Promise<boolean> {
  const { tables, library, signal } = deps;
  // A marked folder without its marker is the empty mount point of an unmounted drive.
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
