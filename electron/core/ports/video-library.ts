// The folder of stored videos.
import type { AppError, FolderError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { UntaggedReason } from '../../../shared/video-tags.ts';
import type { NetworkAccess } from './http.ts';
import type { TrashFiles } from './trash-files.ts';

/** Metadata from the container of an MP4 file. */
export interface VideoMetadata {
  /** Width and height in pixels, as displayed after a rotation. */
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly hasAudio: boolean;
  /** The video codec, e.g. `h264` (`adapters/media/video-codec.ts`); null if it cannot be read. */
  readonly codec: string | null;
}

/** A video file in a library folder. */
export interface StoredFile extends VideoMetadata {
  /** The path relative to the library folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** The time in the file system, in Unix milliseconds, possibly with a fraction. */
  readonly modifiedAtMs: number;
  /** SHA-256 of the file on disk, hex. */
  readonly sha256: string;
  /** SHA-256 of the received bytes, before tags were written into the file, hex. */
  readonly receivedSha256: string;
  /** The reason why the file has no tag record; null if it has one. */
  readonly untagged: UntaggedReason | null;
}

/** The tags of a stored video. Anybody who has the file can read them. */
export interface FileTags {
  /** A title of one line for players; empty if there is no prompt. */
  readonly title: string;
  readonly prompt: string;
  /** The tag record, as JSON. */
  readonly record: string;
}

/** The progress of a download in bytes, including bytes of earlier attempts. The total is null if the server does not announce it. */
export interface DownloadProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
}

/**
 * The identity of a database. It is part of the names of partial files, because several databases may use the same folder, and each
 * numbers its results from one.
 */
export interface PartialFileOwner {
  /** Sixteen characters of [a-z0-9]. */
  readonly id: string;
  /**
   * Earlier identities of this database, and of databases that it replaced. Their partial files are resumed if they belong to the same
   * result.
   */
  readonly formerIds: readonly string[];
}

/** A partial file in a folder, described by its name and its note. */
export interface PartialFile {
  /** The id of the result in the database that wrote the file. */
  readonly resultId: number;
  /** See `serviceResultName` of `VideoLibrary.download`; null if the file has no note. */
  readonly serviceResultName: string | null;
  /** The link of the download; null if the file has no note. */
  readonly url: string | null;
  /** The size of the file on disk. */
  readonly bytes: number;
}

/** `pending`: the result is not stored yet. `unknown`: the file belongs to no result of this database. */
export type PartialFileStatus = 'pending' | 'stored' | 'unknown';

/** Partial files that belong to no known result. */
export interface StrayFiles {
  readonly count: number;
  readonly bytes: number;
}

/** The identity of a library folder, which is the id in its marker file. `absent`: there is no folder at this path now. */
export type FolderMarker = { readonly kind: 'absent' | 'unmarked' } | { readonly kind: 'marked'; readonly libraryId: string };

/** The location of a stored video. It is never sent to the window. */
export interface FileLocation {
  readonly folder: string;
  /** The path relative to the folder, with `/`. */
  readonly path: string;
}

/** The known content of a file. */
export interface FileContent {
  readonly bytes: number;
  /** null if all bytes have just been compared, so that comparing the size is enough. */
  readonly sha256: string | null;
}

/** A file with one of the sizes that a search looks for. */
export interface SizedFile {
  /** The path relative to the searched folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAtMs: number;
}

/** Hashes of a stored video. */
export interface FileHashes {
  /** SHA-256 of the file on disk, hex. */
  readonly sha256: string;
  /** SHA-256 of the file without the studio's tags, hex; null if it has none. */
  readonly receivedSha256: string | null;
}

/** A file to move to another folder. */
export interface MoveFileJob {
  readonly owner: PartialFileOwner;
  readonly resultId: number;
  readonly from: FileLocation;
  readonly toFolder: string;
  /** The target inside the folder: the trash, or an empty string for the folder itself. It is created if needed. */
  readonly subfolder: string;
  readonly bytes: number;
  /** The stored hash. A file with other content is not moved. */
  readonly sha256: string;
  /** The path that an interrupted attempt passed to `onPathPlanned`. It is checked first, so that no second copy is made. */
  readonly plannedPath: string | null;
  /** Called before a file appears under this path. The caller must make the effect durable before returning. */
  onPathPlanned(path: string): void;
  onProgress(copiedBytes: number): void;
}

/** A file to rename in its folder. Paths are relative to the folder. */
export interface RenameFileJob {
  readonly folder: string;
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A video to copy into a folder of the user. */
export interface ExportFileJob {
  readonly from: FileLocation;
  readonly toFolder: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Called with the number of bytes copied so far. */
  onProgress(copiedBytes: number): void;
}

/** A text to write into a folder of the user. */
export interface ExportTextJob {
  readonly toFolder: string;
  readonly name: string;
  readonly text: string;
  /** Whether the file that already has the name may be replaced. `existingText`: its complete text. */
  mayReplace(existingText: string): boolean;
}

/** The new location of a moved file. The path is relative to the folder. */
export interface MovedFile {
  readonly path: string;
  readonly modifiedAtMs: number;
}

/** The folder of stored videos. Paths never leave the main process. */
export interface VideoLibrary extends TrashFiles {
  /** Creates the folder and its parents. Call it only for a folder that has never held videos, or that the user has just chosen. */
  create(folder: string): Promise<Result<null, FolderError>>;
  /** Checks whether the folder is writable. Creates nothing. */
  check(folder: string): Promise<Result<{ freeBytes: number | null }, FolderError>>;
  /** Reads the folder's marker. Creates nothing. */
  readMarker(folder: string): Promise<FolderMarker>;
  /**
   * Gives this id to an unmarked folder. Returns the id that the folder has afterwards, which differs if the folder was marked already.
   * null if the folder is missing or cannot be written.
   */
  writeMarker(folder: string, libraryId: string): Promise<string | null>;
  /**
   * Downloads `url` into `<folder>/.incoming/<owner>-<resultId>.part`; an existing partial file is resumed with
   * Range and If-Range. The file is then verified (length and container), hashed, tagged, hashed again, synced
   * together with its folder, and renamed to a free name based on `fileName`. A complete transfer that fails the
   * verification goes to quarantine. If a partial file with this name belongs to another result, it is moved to
   * `.incoming/strays`.
   */
  download(
    job: {
      readonly owner: PartialFileOwner;
      readonly resultId: number;
      /**
       * The name of the result at the service: the task id and the position, e.g. `task-unified-1761313744-vux2jw0k#0`. It is needed
       * because another database may have a file with the same result id in the folder.
       */
      readonly serviceResultName: string;
      readonly url: string;
      readonly folder: string;
      /** The preferred name without extension, already sanitised. A number is added if the name is taken. */
      readonly fileName: string;
      /** The hosts that the link may lead to, besides public ones. */
      readonly account: NetworkAccess;
      /** Builds the tags for the verified file. If absent, the file stays as received. */
      tagsFor?(received: { readonly sha256: string }): FileTags;
      onProgress(progress: DownloadProgress): void;
      /** Called for each response. `fromBytes`: the offset of the response's first byte in the file. */
      onResponse?(response: { readonly httpStatus: number; readonly fromBytes: number }): void;
      /**
       * Called when a complete transfer that failed verification went to quarantine, unless quarantine has a larger transfer of this
       * result. `bytes`: the size of the transfer that is kept.
       */
      onQuarantined?(bytes: number): void;
      /** Set for a late attempt. Content that does not begin like a video is then also downloaded, unless it is text. */
      readonly acceptsAnyContent?: boolean;
    },
    signal: AbortSignal,
  ): Promise<Result<StoredFile, AppError>>;
  /**
   * Stores a quarantined transfer unchanged, under a name that marks it. `bytes`: its size. If the call is repeated after a kill before
   * the row was committed, it returns the same file.
   */
  storeQuarantined(job: {
    readonly owner: PartialFileOwner;
    readonly resultId: number;
    readonly serviceResultName: string;
    readonly bytes: number;
    readonly folder: string;
    readonly fileName: string;
  }): Promise<Result<StoredFile, AppError>>;
  /** The absolute path of a stored file, if that is still a regular file and its real path is inside the folder. */
  locate(
    folder: string,
    path: string,
  ): Promise<{ readonly absolutePath: string; readonly bytes: number; readonly modifiedAtMs: number } | null>;
  /** SHA-256 of a stored file; null if the file does not exist, or if the signal aborted first. */
  hash(folder: string, path: string, signal: AbortSignal): Promise<string | null>;
  /** Both hashes of a stored video, computed in one reading; null as for `hash`. */
  hashTagged(folder: string, path: string, signal: AbortSignal): Promise<FileHashes | null>;
  /**
   * Adds a copy of a stored file in another folder, which is durable when this resolves. It is a hard link if both folders are on one
   * volume. Otherwise it is a copy that was read back and matches `sha256`. The original stays unchanged.
   */
  copyOrLink(job: MoveFileJob, signal: AbortSignal): Promise<Result<MovedFile, AppError>>;
  /**
   * Removes the old copy of a file, once the new copy is proven to be the same file or to have the expected
   * content (otherwise the error is `file-changed`). Does nothing if both locations are the same name of one
   * file, or if the old location holds another file by now.
   */
  removeSource(oldLocation: FileLocation, newLocation: FileLocation, expected: FileContent): Promise<Result<null, AppError>>;
  /**
   * Renames a stored file in its folder. The new name is durable when this resolves. The old name may stay
   * beside it; `removeSource` removes it once the new name is committed. Errors: `file-name-taken`,
   * `name-not-allowed`, `file-missing`, `file-in-use`, and those of the folder.
   */
  renameFile(job: RenameFileJob): Promise<Result<MovedFile, AppError>>;
  /**
   * Takes back a rename that a kill interrupted before it was committed: the file has only its old name again. A file without the old name
   * is recognised by its content. Errors: as `renameFile`.
   */
  takeBackRename(job: RenameFileJob): Promise<Result<null, AppError>>;
  /** All names in the directory of a stored file; empty if the directory cannot be read. */
  namesBeside(folder: string, path: string): Promise<readonly string[]>;
  /**
   * Copies a stored file to this name. The copy is read back and compared, and is durable when this resolves.
   * `present`: the same file is already there. `taken`: another file has the name, and nothing was done. Errors:
   * `file-missing`, `file-changed`, `cancelled-by-user`, `disk-full`, `file-write-failed`.
   */
  exportFile(job: ExportFileJob, signal: AbortSignal): Promise<Result<'copied' | 'present' | 'taken', AppError>>;
  /** Writes a text completely or not at all. `taken`: another file has the name. Errors: `disk-full`, `file-write-failed`. */
  exportText(job: ExportTextJob): Promise<Result<'written' | 'taken', AppError>>;
  /**
   * The videos in the folder and its subfolders in no particular order, and then those in its trash. Paths are relative, with `/`.
   * Hidden files and links are skipped.
   */
  videosIn(folder: string, signal: AbortSignal): AsyncIterable<Result<string, FolderError>>;
  /**
   * The videos in the folder and its subfolders with one of these sizes, in slices and in no particular order. `examinedCount`: the number of
   * files examined since the last slice. Hidden files and links are skipped. `sizes` may shrink meanwhile.
   */
  videosOfSizes(
    folder: string,
    sizes: ReadonlySet<number>,
    signal: AbortSignal,
  ): AsyncIterable<Result<{ readonly examinedCount: number; readonly files: readonly SizedFile[] }, FolderError>>;
  /**
   * The path of a folder relative to `parent`, compared as the file system does; empty for the same folder, null for a folder outside.
   */
  pathInside(parent: string, folder: string): Promise<string | null>;
  /** Whether the folder or a subfolder contains a video of a kind that the studio stores. False if the folder cannot be read. */
  containsVideo(folder: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Whether the folder contains a partial or quarantined file of any of these results of the database `owner`. False if the folder
   * cannot be read.
   */
  containsPartialFile(folder: string, owner: PartialFileOwner, resultIds: readonly number[]): Promise<boolean>;
  /** Reads the metadata and tags of a video in the folder; null if the video is missing, unreadable or incomplete. */
  readVideo(
    folder: string,
    path: string,
  ): Promise<{
    readonly bytes: number;
    readonly modifiedAtMs: number;
    readonly metadata: VideoMetadata;
    readonly record: string | null;
  } | null>;
  /** Reads the tag record of any video file; null if it has none. */
  readTagRecord(absolutePath: string): Promise<string | null>;
  /** The folder for partial files in a library folder. */
  incomingFolder(folder: string): string;
  /**
   * Sorts the partial files of a folder and counts the strays, for which `statusOf` returns `unknown`. Contents are never deleted:
   * strays that were not written for thirty days are moved to `.incoming/strays`. Only empty files are deleted.
   */
  sweepPartialFiles(job: {
    readonly folder: string;
    readonly owner: PartialFileOwner;
    statusOf(file: PartialFile): PartialFileStatus;
  }): Promise<StrayFiles>;
}
