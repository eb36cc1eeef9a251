// The folder of stored videos.
import type { AppError, FolderError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { UntaggedReason } from '../../../shared/video-tags.ts';
import type { NetworkReach } from './http.ts';
import type { TrashFiles } from './trash-files.ts';

/** Metadata from the container of an MP4. */
export interface VideoMetadata {
  /** Width and height are in pixels, as displayed after a rotation. */
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly hasAudio: boolean;
  /** The video codec, e.g. `h264` (`adapters/media/video-codec.ts`); null when it cannot be read. */
  readonly codec: string | null;
}

/** A video file in a library folder. */
export interface StoredFile extends VideoMetadata {
  /** Relative to the library folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** From the file system, Unix milliseconds, possibly with a fraction. */
  readonly modifiedAtMs: number;
  /** SHA-256 of the file on disk, hex. */
  readonly sha256: string;
  /** SHA-256 of the bytes received, before tags were written into them, hex. */
  readonly receivedSha256: string;
  /** The reason why the file has no tag record; null when it has one. */
  readonly untagged: UntaggedReason | null;
}

/** The tags of a stored video. Anybody with the file can read them. */
export interface FileTags {
  /** One line, for players. Empty without a prompt. */
  readonly title: string;
  readonly prompt: string;
  /** The tag record, JSON. */
  readonly record: string;
}

/** Bytes of a running download, including those of earlier attempts; the total is null when the server does not say. */
export interface DownloadProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
}

/**
 * The identity of a database, used in the names of its partial files: several databases may use one folder at once, and each counts its results from
 * one.
 */
export interface PartialFileOwner {
  /** Sixteen characters of [a-z0-9]. */
  readonly id: string;
  /** Earlier identities of this database and of those it replaced: their partial files are resumed if they belong to the same result. */
  readonly formerIds: readonly string[];
}

/** A partial file found in a folder, described by its name and its note. */
export interface PartialFile {
  /** The result's id in the database that wrote the file. */
  readonly resultId: number;
  /** See `serviceResultName` of `VideoLibrary.download`; null without a note. */
  readonly serviceResultName: string | null;
  /** The link of the download; null without a note. */
  readonly url: string | null;
  /** Its size on disk. */
  readonly bytes: number;
}

/** `pending`: the result is not stored yet. `unknown`: the file belongs to no result of this database. */
export type PartialFileStatus = 'pending' | 'stored' | 'unknown';

/** Partial files of no result that this database knows. */
export interface StrayFiles {
  readonly count: number;
  readonly bytes: number;
}

/** The identity of a library folder: the id in its marker file. `absent`: there is no such folder now. */
export type FolderMarker = { readonly kind: 'absent' | 'unmarked' } | { readonly kind: 'marked'; readonly libraryId: string };

/** The location of a stored video. Never sent to the window. */
export interface FileLocation {
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

/** The known content of a file. */
export interface FileContent {
  readonly bytes: number;
  /** Null when all bytes have just been compared, so that the size is enough. */
  readonly sha256: string | null;
}

/** A file that a search for a size has found. */
export interface SizedFile {
  /** Relative to the folder that was searched, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAtMs: number;
}

/** Hashes of a stored video. */
export interface FileHashes {
  /** SHA-256 of the file on disk, hex. */
  readonly sha256: string;
  /** SHA-256 of the file with the studio's tags removed, hex; null when it has none. */
  readonly receivedSha256: string | null;
}

/** One file to move to another folder. */
export interface MoveFileJob {
  readonly owner: PartialFileOwner;
  readonly resultId: number;
  readonly from: FileLocation;
  readonly toFolder: string;
  /** Where in that folder: the trash, or an empty string. Created if needed. */
  readonly subfolder: string;
  readonly bytes: number;
  /** The stored hash; a file with other content is not moved. */
  readonly sha256: string;
  /** The name that an interrupted attempt passed to `onPathPlanned`. It is checked first, so that no second copy is made. */
  readonly plannedPath: string | null;
  /** Called, and its effect made durable, before a file appears under that name. */
  onPathPlanned(path: string): void;
  onProgress(copiedBytes: number): void;
}

/** One file to rename in its folder. Paths are relative to the folder. */
export interface RenameFileJob {
  readonly folder: string;
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  readonly sha256: string;
  /** An earlier attempt was interrupted: an empty file under the new name is its reservation. */
  readonly isRepeated: boolean;
}

/** One video to copy into a folder of the user. */
export interface ExportFileJob {
  readonly from: FileLocation;
  readonly toFolder: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Called with the bytes copied so far. */
  onProgress(copiedBytes: number): void;
}

/** A text to write into a folder of the user. */
export interface ExportTextJob {
  readonly toFolder: string;
  readonly name: string;
  readonly text: string;
  /** Whether the file that already has the name may be replaced, judged by its whole text. */
  mayReplace(existingText: string): boolean;
}

/** The new location of a moved file, relative to its folder. */
export interface MovedFile {
  readonly path: string;
  readonly modifiedAtMs: number;
}

/** The folder of stored videos. Paths never leave the main process. */
export interface VideoLibrary extends TrashFiles {
  /** Creates the folder and its parents. Only for one that has never held videos, or that the user has just chosen. */
  create(folder: string): Promise<Result<null, FolderError>>;
  /** Checks that the folder is writable; creates nothing. */
  check(folder: string): Promise<Result<{ freeBytes: number | null }, FolderError>>;
  /** Reads the folder's marker; creates nothing. */
  readMarker(folder: string): Promise<FolderMarker>;
  /**
   * Gives an unmarked folder this id. Returns the id in the folder afterwards, which differs if it was marked already; null when the folder is absent
   * or cannot be written.
   */
  writeMarker(folder: string, libraryId: string): Promise<string | null>;
  /**
   * Streams `url` into `<folder>/.incoming/<owner>-<resultId>.part` (resuming an existing one with Range and If-Range), verifies length and
   * container, hashes, writes the tags, hashes again, fsyncs file and folder, and renames to a free name made from `fileName`. A complete transfer
   * that fails the verification goes to quarantine. A partial file of that name that belongs to another result is moved to `.incoming/strays`.
   */
  download(
    job: {
      readonly owner: PartialFileOwner;
      readonly resultId: number;
      /**
       * Names the result by the service's task id and its position, e.g. `task-unified-1761313744-vux2jw0k#0`. Needed because another database may
       * have a file in the folder under the same result id.
       */
      readonly serviceResultName: string;
      readonly url: string;
      readonly folder: string;
      /** Preferred name without extension, already sanitised; a number is added when it is taken. */
      readonly fileName: string;
      /** The hosts besides public ones that the link may lead to. */
      readonly account: NetworkReach;
      /** The tags for the verified file; without it the file stays as received. */
      tagsFor?(received: { readonly sha256: string }): FileTags;
      onProgress(progress: DownloadProgress): void;
      /** Called for each response; `fromBytes` is the offset of its first byte in the file. */
      onResponse?(response: { readonly httpStatus: number; readonly fromBytes: number }): void;
      /**
       * Called when a complete transfer that does not verify went to quarantine, unless a larger one of this result is there; `bytes` of the one that
       * is kept.
       */
      onQuarantined?(bytes: number): void;
      /** Set for a late attempt: also downloads content that does not begin like a video, unless it is text. */
      readonly acceptsAnyContent?: boolean;
    },
    signal: AbortSignal,
  ): Promise<Result<StoredFile, AppError>>;
  /**
   * Stores a quarantined transfer unchanged, under a name that marks it. `bytes` is its size. Idempotent: repeated after a kill before the row was
   * committed, it returns the same file.
   */
  storeQuarantined(job: {
    readonly owner: PartialFileOwner;
    readonly resultId: number;
    readonly serviceResultName: string;
    readonly bytes: number;
    readonly folder: string;
    readonly fileName: string;
  }): Promise<Result<StoredFile, AppError>>;
  /** The absolute path of a stored file, if its real path is (still) a regular file inside the folder. */
  locate(
    folder: string,
    path: string,
  ): Promise<{ readonly absolutePath: string; readonly bytes: number; readonly modifiedAtMs: number } | null>;
  /** SHA-256 of a stored file; null when there is no such file (any more) or the signal was aborted first. */
  hash(folder: string, path: string, signal: AbortSignal): Promise<string | null>;
  /** Both hashes of a stored video in one reading, null as for `hash`. */
  hashTagged(folder: string, path: string, signal: AbortSignal): Promise<FileHashes | null>;
  /**
   * Adds a second copy of a stored file in another folder, durable when this resolves: a hard link if both folders are on one volume, otherwise a
   * copy that was read back and matches `sha256`. The first copy stays unchanged.
   */
  copyOrLink(job: MoveFileJob, signal: AbortSignal): Promise<Result<MovedFile, AppError>>;
  /**
   * Removes the old copy of a file once the new one is proven to be the same file, or to have the expected content (else `file-changed`). Does
   * nothing when both are one file under one name, or when the old location holds something else by now.
   */
  removeSource(oldLocation: FileLocation, newLocation: FileLocation, expected: FileContent): Promise<Result<null, AppError>>;
  /**
   * Gives a stored file another name in its folder, durable when this resolves. The old name may stay beside it: `removeSource` removes it once the new
   * one is committed. Repeated after a kill it finds what the first attempt did. Errors: `file-name-taken`, `name-not-allowed`, `file-missing`, `file-in-use`,
   * and those of the folder.
   */
  renameFile(job: RenameFileJob): Promise<Result<MovedFile, AppError>>;
  /** All names in the directory of a stored file; none where it cannot be read. */
  namesBeside(folder: string, path: string): Promise<readonly string[]>;
  /**
   * Copies a stored file under this name, read back and compared, durable when this resolves. `present`: the same file is there already. `taken`: another
   * one is, and nothing was done. Errors: `file-missing`, `file-changed`, `cancelled-by-user`, `disk-full`, `file-write-failed`.
   */
  exportFile(job: ExportFileJob, signal: AbortSignal): Promise<Result<'copied' | 'present' | 'taken', AppError>>;
  /** Writes a text completely or not at all; `taken` where another file has the name. Errors: `disk-full`, `file-write-failed`. */
  exportText(job: ExportTextJob): Promise<Result<'written' | 'taken', AppError>>;
  /**
   * The videos in the folder and its subfolders, by relative path with `/`, in no order, and after them those in its trash. Skips hidden files and
   * links.
   */
  videosIn(folder: string, signal: AbortSignal): AsyncIterable<Result<string, FolderError>>;
  /**
   * The videos in the folder and its subfolders that have one of these sizes, in no order and in slices; `looked` files were looked at since the last
   * slice. Skips hidden files and links. `sizes` may shrink meanwhile.
   */
  videosOfSizes(
    folder: string,
    sizes: ReadonlySet<number>,
    signal: AbortSignal,
  ): AsyncIterable<Result<{ readonly looked: number; readonly files: readonly SizedFile[] }, FolderError>>;
  /** The path of a folder relative to `parent`, as the file system compares them; empty for the same folder, null for one outside. */
  pathInside(parent: string, folder: string): Promise<string | null>;
  /** Whether the folder or a subfolder contains any video of a kind that the studio stores. False when the folder cannot be read. */
  containsVideo(folder: string, signal: AbortSignal): Promise<boolean>;
  /** Whether the folder contains a partial or quarantined file of any of these results of the database. False when the folder cannot be read. */
  containsPartialFile(folder: string, owner: PartialFileOwner, resultIds: readonly number[]): Promise<boolean>;
  /** Reads the metadata and tags of a video in the folder; null when it is gone, unreadable or incomplete. */
  readVideo(
    folder: string,
    path: string,
  ): Promise<{
    readonly bytes: number;
    readonly modifiedAtMs: number;
    readonly metadata: VideoMetadata;
    readonly record: string | null;
  } | null>;
  /** Reads the tag record of any video file; null if there is none. */
  readTagRecord(absolutePath: string): Promise<string | null>;
  /** The folder for partial files inside a library folder. */
  incomingFolder(folder: string): string;
  /**
   * Sorts the partial files of a folder and counts the strays, for which `statusOf` returns `unknown`. Their bytes are never deleted: strays not
   * written for thirty days are moved to `.incoming/strays`. Only empty leftovers are removed.
   */
  sweepPartialFiles(job: {
    readonly folder: string;
    readonly owner: PartialFileOwner;
    statusOf(file: PartialFile): PartialFileStatus;
  }): Promise<StrayFiles>;
}
