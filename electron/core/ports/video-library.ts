// The folder of stored videos.
import type { AppError, FolderError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import type { UntaggedReason } from '../../../shared/video-tags.ts';
import type { NetworkReach } from './http.ts';

/** What the container walk of an MP4 found. */
export interface VideoMetadata {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly hasAudio: boolean;
  /** How the picture is coded, e.g. `h264` (`adapters/media/video-codec.ts`); null where that cannot be read. */
  readonly codec: string | null;
}

/** A video in a library folder, as it is on the disk. */
export interface StoredFile extends VideoMetadata {
  /** Relative to the library folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAtMs: number;
  /** SHA-256 of the file as it lies in the folder, hex. */
  readonly sha256: string;
  /** SHA-256 of the bytes received, before tags were written into them, hex. */
  readonly receivedSha256: string;
  /** Why the file carries no record of how it was made; null where it does. */
  readonly untagged: UntaggedReason | null;
}

/** What is written into a stored video, all of it for everybody to read who gets the file. */
export interface FileTags {
  /** A line, for players. Empty where there is no prompt. */
  readonly title: string;
  readonly prompt: string;
  /** The studio's own record, JSON. */
  readonly record: string;
}

/** Bytes of a running download, those of earlier attempts included; the total is null where the server does not say. */
export interface DownloadProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
}

/**
 * The identity of a database, in the names of its partial files: several databases may use one folder at once, and each counts its results
 * from one.
 */
export interface PartialFileOwner {
  /** Sixteen characters of [a-z0-9]. */
  readonly id: string;
  /** Earlier identities of this database and of those it took the place of: what they began is taken over where it is of the same result. */
  readonly formerIds: readonly string[];
}

/** A partial file that was found in a folder, as far as its name and its note tell. */
export interface PartialFile {
  readonly resultId: number;
  /** See `of` of `Library.download`; null where no note says it. */
  readonly of: string | null;
  /** The link it came from, where a note says it. */
  readonly url: string | null;
  readonly bytes: number;
}

/** `wanted`: a result that is not stored yet. `unknown`: none of this database's. */
export type PartialFileStatus = 'wanted' | 'stored' | 'unknown';

/** Partial files of no result that this database knows. */
export interface StrayFiles {
  readonly count: number;
  readonly bytes: number;
}

/** What identifies a library folder: the id in its marker file. `absent`: there is no such folder now. */
export type FolderMarker = { readonly kind: 'absent' | 'unmarked' } | { readonly kind: 'marked'; readonly libraryId: string };

/** Where a stored video lies. Never sent to the window. */
export interface FileLocation {
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

/** What a file is known to hold. */
export interface FileContent {
  readonly bytes: number;
  /** Null where all bytes were compared a moment ago, so that the size will do. */
  readonly sha256: string | null;
}

/** What a stored video holds. */
export interface FileHashes {
  /** SHA-256 of the file as it is, hex. */
  readonly sha256: string;
  /** SHA-256 of the file with the studio's tags undone, hex; null where it carries none as the studio writes them. */
  readonly receivedSha256: string | null;
}

/** One file on its way to another folder. */
export interface MoveFileJob {
  readonly owner: PartialFileOwner;
  readonly resultId: number;
  readonly from: FileLocation;
  readonly toFolder: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The name announced by an earlier try that was cut off: looked at first, so that no second copy is made. */
  readonly plannedPath: string | null;
  /** Told, and made durable, before anything appears under that name. */
  onPathPlanned(path: string): void;
  onProgress(copiedBytes: number): void;
}

/** The second place of a moved file, relative to its folder. */
export interface MovedFile {
  readonly path: string;
  readonly modifiedAtMs: number;
}

/** The folder of stored videos. Paths never leave main. */
export interface VideoLibrary {
  /** Makes the folder and those above it. Only for one that has never held videos, or that the person has just chosen. */
  create(folder: string): Promise<Result<null, FolderError>>;
  /** Proves that the folder can be written; makes nothing. */
  check(folder: string): Promise<Result<{ freeBytes: number | null }, FolderError>>;
  /** What the folder is known by; makes nothing. */
  readMarker(folder: string): Promise<FolderMarker>;
  /**
   * Gives an unmarked folder this id. The id that it has afterwards, which is another one where it was marked already; null where it is absent
   * or cannot be written.
   */
  writeMarker(folder: string, libraryId: string): Promise<string | null>;
  /**
   * Streams `url` into `<folder>/.incoming/<owner>-<resultId>.part` (resuming what is there with Range and If-Range), verifies length and container,
   * hashes, writes the tags, hashes again, fsyncs file and folder, and renames to a free name made from `fileName`. What is whole
   * and fails the verification is put aside. A part under that name that is of something else is moved to `.incoming/strays`.
   */
  download(
    job: {
      readonly owner: PartialFileOwner;
      readonly resultId: number;
      /**
       * Whose bytes these are in the service's words, e.g. `task-unified-1761313744-vux2jw0k#0`: a folder may hold what another database has
       * begun, or stored, under the same number.
       */
      readonly serviceResultName: string;
      readonly url: string;
      readonly folder: string;
      /** Wished name without extension, already made safe; a number is added when it is taken. */
      readonly fileName: string;
      /** Which hosts besides public ones its link may lead to. */
      readonly account: NetworkReach;
      /** What to write into the verified file; without it the file stays as it was received. */
      tagsFor?(received: { readonly sha256: string }): FileTags;
      onProgress(progress: DownloadProgress): void;
      /** The server answered; `fromBytes` is where its bytes begin. */
      onAnswer?(answer: { readonly httpStatus: number; readonly fromBytes: number }): void;
      /** A complete transfer that does not verify was put aside, unless a larger one of this result lies there; `bytes` of the one that is kept. */
      onQuarantined?(bytes: number): void;
      /** Set for a late attempt: also downloads content that does not begin like a video, unless it is text. */
      readonly acceptsAnyContent?: boolean;
    },
    signal: AbortSignal,
  ): Promise<Result<StoredFile, AppError>>;
  /**
   * Stores what was put aside, as it is, under a name that says so. `bytes` is how much that was. Called again, as after a kill before the row
   * was committed, it ends with the same file.
   */
  storeQuarantined(job: {
    readonly owner: PartialFileOwner;
    readonly resultId: number;
    readonly serviceResultName: string;
    readonly bytes: number;
    readonly folder: string;
    readonly fileName: string;
  }): Promise<Result<StoredFile, AppError>>;
  /** The absolute path of a stored file, if it is (still) a regular file inside the folder by its real path. */
  locate(
    folder: string,
    path: string,
  ): Promise<{ readonly absolutePath: string; readonly bytes: number; readonly modifiedAtMs: number } | null>;
  /** SHA-256 of a stored file's bytes, null when there is no such file (any more) or the signal came first. */
  hash(folder: string, path: string, signal: AbortSignal): Promise<string | null>;
  /** Both hashes of a stored video in one reading, null as for `hash`. */
  hashTagged(folder: string, path: string, signal: AbortSignal): Promise<FileHashes | null>;
  /**
   * Gives a stored file a second place in another folder, durable when this resolves: another name of the same bytes where both folders are
   * on one volume, else a copy that was read back and agrees with `sha256`. The first place is left as it is.
   */
  copyOrLink(job: MoveFileJob, signal: AbortSignal): Promise<Result<MovedFile, AppError>>;
  /**
   * Removes the old place of a file once the new one is proven to be the same file, or to hold what is expected (else `file-changed`). Does
   * nothing where both are one file under one name, and where the old place holds something else by now.
   */
  removeSource(old: FileLocation, now: FileLocation, expected: FileContent): Promise<Result<null, AppError>>;
  /** The videos in the folder and in the folders inside it, by relative path with `/`, in no order. Hidden ones and links are passed over. */
  videosIn(folder: string, signal: AbortSignal): AsyncIterable<Result<string, FolderError>>;
  /** Whether any video, of every kind that is stored, lies in the folder or in those inside it. False where the folder cannot be read. */
  containsVideo(folder: string, signal: AbortSignal): Promise<boolean>;
  /**
   * Whether a partial file, or one that was put aside, of any of these results of the database lies in the folder. False where the folder cannot
   * be read.
   */
  containsPartialFile(folder: string, owner: PartialFileOwner, resultIds: readonly number[]): Promise<boolean>;
  /** What a video in the folder is and says of itself; null where it is gone, unreadable or not whole. */
  readVideo(
    folder: string,
    path: string,
  ): Promise<{
    readonly bytes: number;
    readonly modifiedAtMs: number;
    readonly facts: VideoMetadata;
    readonly record: string | null;
  } | null>;
  /** The studio's record in any video file; null where there is none. */
  readTagRecord(absolutePath: string): Promise<string | null>;
  /** Where a folder keeps its partial files. */
  incomingFolder(folder: string): string;
  /**
   * Looks through the partial files of a folder and counts the stray ones, which `standingOf` calls unknown. None of their bytes is ever deleted:
   * those that were not written for thirty days are moved to `.incoming/strays`. Removed are only leftovers without bytes of their own.
   */
  sweepPartialFiles(job: {
    readonly folder: string;
    readonly owner: PartialFileOwner;
    standingOf(file: PartialFile): PartialFileStatus;
  }): Promise<StrayFiles>;
}
