// What the core needs from the world. Real ones are in `electron/adapters` and `electron/shell`, fakes in `tests/support`.
// What the service cannot do (cancel a task) is absent here, and the words in the window follow from that.
import type { AppError, AppErrorOf } from '../../shared/errors.ts';
import type { JsonValue } from '../../shared/generation.ts';
import type { Result } from '../../shared/result.ts';
import type { Language } from '../../shared/text/language.ts';
import type { UntaggedWhy } from '../../shared/video-tags.ts';
import type { WorkInHand } from '../../shared/work-in-hand.ts';

/** Time. `after` is late-bound, so that fake timers work; the returned function disarms. */
export interface Clock {
  now(): number;
  after(delayMs: number, action: () => void): () => void;
}

export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** `length` characters of [a-z0-9], unguessable. */
  id(length: number): string;
}

/** Never given a key or a prompt. `fields` are plain values. */
export interface Log {
  info(event: string, fields?: Readonly<Record<string, JsonValue>>): void;
  warn(event: string, fields?: Readonly<Record<string, JsonValue>>): void;
  /** A bug: logged once, with its stack, under an incident id that the person sees. */
  incident(error: unknown, where: string): string;
}

// HTTP -----------------------------------------------------------------------------------------------------------------------------

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly bytes: number; read(): AsyncIterable<Uint8Array> };
  readonly signal: AbortSignal;
  /** Asked for every redirect target; `false` ends the request with `redirect-refused`. Redirects are never followed for POST and DELETE. */
  mayFollow(url: string): boolean | Promise<boolean>;
}

export interface HttpAnswer {
  readonly status: number;
  /** The header's value, null when absent; names in lower case. */
  header(name: string): string | null;
  /** The address that answered, after redirects. */
  readonly url: string;
  /** Pulls the body with back-pressure; throws `HttpFailure` when the connection breaks. Must be read or cancelled through the signal. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Thrown by `HttpClient.send` and by an answer's body. `before`: surely nothing was sent; `after`: the request may have arrived. */
export class HttpFailure extends Error {
  readonly stage: 'before' | 'after';
  readonly reason: 'connection-failed' | 'connection-lost' | 'redirect-refused' | 'too-many-redirects' | 'aborted';
  constructor(stage: 'before' | 'after', reason: HttpFailure['reason'], detail: string) {
    super(detail);
    this.name = 'HttpFailure';
    this.stage = stage;
    this.reason = reason;
  }
}

/** In the product over Electron's `net` (system proxy and certificates), in tests over `node:http`. At most 5 redirects. */
export interface HttpClient {
  send(request: HttpRequest): Promise<HttpAnswer>;
}

// The service ----------------------------------------------------------------------------------------------------------------------

/** What a call needs to know about the account. The key lives here for the length of a call only. */
export interface Account {
  readonly apiBaseUrl: string;
  readonly filesBaseUrl: string;
  readonly key: string;
  /** The simulator's profile: loopback http is allowed for it, nowhere else. */
  readonly allowsLoopback: boolean;
}

/** A task as the service describes it, from any documented shape (evolink-api §§ 2, 3). Unknown things are null. */
export interface TaskAnswer {
  readonly taskId: string;
  readonly status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | 'unknown';
  /** The status word as it came. */
  readonly statusWord: string | null;
  readonly progress: number | null;
  readonly createdAtMs: number | null;
  /** Seconds until the end, as estimated by the service. */
  readonly estimatedSeconds: number | null;
  readonly tookSeconds: number | null;
  readonly creditsReserved: number | null;
  readonly creditsUsed: number | null;
  readonly results: readonly ServiceResult[];
  readonly error: { readonly code: string; readonly message: string; readonly suggestion: string | null } | null;
  /** The body as it came, at most 64 KiB, kept with the task. */
  readonly raw: string;
}

export type ServiceResult =
  | { readonly kind: 'video'; readonly url: string }
  | { readonly kind: 'element' | 'character'; readonly data: Readonly<Record<string, JsonValue>> };

/** How a submission ended, sorted by the money rule. */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly answer: TaskAnswer; readonly replayed: boolean }
  /** 429, or 503 with the service's own JSON error: surely not accepted, may be sent again by itself. */
  | { readonly kind: 'refused-for-now'; readonly error: AppErrorOf<'rate-limited' | 'service-unavailable'> }
  /** 401, 402: surely not accepted, and nothing else of this account will be. */
  | { readonly kind: 'account-refused'; readonly error: AppErrorOf<'unauthorized' | 'insufficient-credits'> }
  /** 400, 403, 404, 413, other 4xx but 408 and 409: surely not accepted. */
  | { readonly kind: 'refused'; readonly error: AppError }
  /** No answer, or one that proves nothing. `sent: false` when the connection was never made. */
  | { readonly kind: 'unknown'; readonly sent: boolean; readonly error: AppError; readonly raw: string | null };

export interface Credits {
  readonly remaining: number | null;
  readonly unlimited: boolean;
  readonly accountRemaining: number | null;
}

export interface ListedTask {
  readonly taskId: string;
  readonly model: string | null;
  readonly createdAtMs: number | null;
}

export interface EvolinkApi {
  /** POST /v1/videos/generations. Never repeats by itself. Time-out 30 s. */
  submit(account: Account, body: Readonly<Record<string, JsonValue>>, idempotencyKey: string, signal: AbortSignal): Promise<SubmitOutcome>;
  /** GET /v1/tasks/{id}. Time-out 15 s. */
  look(account: Account, taskId: string, signal: AbortSignal): Promise<Result<TaskAnswer, AppError>>;
  /**
   * POST /v1/tasks/batch (undocumented): up to 50 tasks in one request, by their ids; what the service does not name is absent. A task
   * in it that cannot be read is absent too. `not-found` where the service has no such call.
   */
  lookTogether(
    account: Account,
    taskIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, TaskAnswer>, AppError>>;
  /** The service's clock minus this computer's, as its answers told; 0 where they agree or nothing is known. */
  clockAheadMs(account: Pick<Account, 'apiBaseUrl'>): number;
  /** GET /v1/credits. */
  credits(account: Account, signal: AbortSignal): Promise<Result<Credits, AppError>>;
  /** GET /v1/tasks (undocumented): newest first; `not-found` where the service has none. */
  list(account: Account, page: number, signal: AbortSignal): Promise<Result<readonly ListedTask[], AppError>>;
}

export interface UploadedFile {
  readonly fileId: string;
  readonly url: string;
  readonly expiresAtMs: number | null;
  /** Every plain field of the reply, as it came. */
  readonly reply: Readonly<Record<string, string | number | boolean | null>>;
}

export interface FileSource {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  read(): AsyncIterable<Uint8Array>;
}

export interface FilesApi {
  uploadStream(account: Account, file: FileSource, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  uploadBase64(account: Account, file: FileSource, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  uploadAddress(account: Account, url: string, signal: AbortSignal): Promise<Result<UploadedFile, AppError>>;
  list(
    account: Account,
    page: number,
    pageSize: number,
    signal: AbortSignal,
  ): Promise<
    Result<
      { total: number; files: readonly { fileId: string; name: string; bytes: number | null; uploadedAtMs: number | null }[] },
      AppError
    >
  >;
  quota(
    account: Account,
    signal: AbortSignal,
  ): Promise<Result<{ usedFiles: number | null; maxFiles: number | null; remainingFiles: number | null }, AppError>>;
  remove(account: Account, fileId: string, signal: AbortSignal): Promise<Result<null, AppError>>;
  /** Whether the host says that nothing is at this address any more. Silence, or any other answer, is no such word. */
  isGone(account: Account, url: string, signal: AbortSignal): Promise<boolean>;
}

// Files ----------------------------------------------------------------------------------------------------------------------------

/** What the container walk of an MP4 found. */
export interface VideoFacts {
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly hasAudio: boolean;
}

export interface StoredFile extends VideoFacts {
  /** Relative to the library folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  readonly modifiedAtMs: number;
  /** SHA-256 of the file as it lies in the folder, hex. */
  readonly sha256: string;
  /** SHA-256 of the bytes received, before tags were written into them, hex. */
  readonly receivedSha256: string;
  /** Why the file carries no record of how it was made; null where it does. */
  readonly untagged: UntaggedWhy | null;
}

/** What is written into a stored video, all of it for everybody to read who gets the file. */
export interface FileTags {
  /** A line, for players. Empty where there is no prompt. */
  readonly title: string;
  readonly prompt: string;
  /** The studio's own record, JSON. */
  readonly record: string;
}

export interface DownloadProgress {
  readonly receivedBytes: number;
  readonly totalBytes: number | null;
}

/** A partial file on disk and what is known of the link it came from. */
export interface PartialDownload {
  readonly bytes: number;
  readonly etag: string | null;
}

export interface FilePlace {
  readonly folder: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

export interface FilePlacing {
  readonly resultId: number;
  readonly from: FilePlace;
  readonly toFolder: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The name announced by an earlier try that was cut off: looked at first, so that no second copy is made. */
  readonly announced: string | null;
  /** Told, and made durable, before anything appears under that name. */
  announce(path: string): void;
  onProgress(copiedBytes: number): void;
}

export interface PlacedFile {
  readonly path: string;
  readonly modifiedAtMs: number;
}

/** The folder of stored videos. Paths never leave main. */
export interface Library {
  /** Makes the folder if it can be made, and proves that it can be written. */
  check(folder: string): Promise<Result<{ freeBytes: number | null }, AppErrorOf<'library-missing' | 'library-unwritable' | 'disk-full'>>>;
  /**
   * Streams `url` into `<folder>/.incoming/<resultId>.part` (resuming what is there with Range and If-Range), verifies length and container, hashes,
   * writes the tags, hashes again, fsyncs file and folder, and renames to a free name made from `fileName`. A failed verification removes the part.
   */
  download(
    job: {
      readonly resultId: number;
      readonly url: string;
      readonly folder: string;
      /** Wished name without extension, already made safe; a number is added when it is taken. */
      readonly fileName: string;
      readonly account: Pick<Account, 'allowsLoopback'>;
      /** What to write into the verified file; without it the file stays as it was received. */
      tagsFor?(received: { readonly sha256: string }): FileTags;
      onProgress(progress: DownloadProgress): void;
      /** The server answered; `fromBytes` is where its bytes begin. */
      onAnswer?(answer: { readonly httpStatus: number; readonly fromBytes: number }): void;
      /** The last try: a complete transfer that does not verify is put aside instead of removed, and told. */
      readonly putsAside?: (bytes: number) => void;
    },
    signal: AbortSignal,
  ): Promise<Result<StoredFile, AppError>>;
  /** Stores what was put aside, as it is, under a name that says so. */
  keepAside(job: { readonly resultId: number; readonly folder: string; readonly fileName: string }): Promise<Result<StoredFile, AppError>>;
  /** The absolute path of a stored file, if it is (still) a regular file inside the folder by its real path. */
  locate(
    folder: string,
    path: string,
  ): Promise<{ readonly absolutePath: string; readonly bytes: number; readonly modifiedAtMs: number } | null>;
  /** SHA-256 of a stored file's bytes, null when there is no such file (any more) or the signal came first. */
  hash(folder: string, path: string, signal: AbortSignal): Promise<string | null>;
  /** Whether the folder is there now; a drive may be unplugged. Makes nothing. */
  isThere(folder: string): Promise<boolean>;
  /**
   * Gives a stored file a second place in another folder, durable when this resolves: another name of the same bytes where both folders are
   * on one volume, else a copy that was read back and agrees with `sha256`. The first place is left as it is.
   */
  place(job: FilePlacing, signal: AbortSignal): Promise<Result<PlacedFile, AppError>>;
  /** Removes the old place of a file whose new one is there; does nothing where both are one file under one name. */
  removeOld(old: FilePlace, now: FilePlace): Promise<Result<null, AppError>>;
  /** The videos in the folder and in the folders inside it, by relative path with `/`, in no order. Hidden ones and links are passed over. */
  videosIn(
    folder: string,
    signal: AbortSignal,
  ): AsyncIterable<Result<string, AppErrorOf<'library-missing' | 'library-unwritable' | 'disk-full'>>>;
  /** What a video in the folder is and says of itself; null where it is gone, unreadable or not whole. */
  readVideo(
    folder: string,
    path: string,
  ): Promise<{ readonly bytes: number; readonly modifiedAtMs: number; readonly facts: VideoFacts; readonly record: string | null } | null>;
  /** The studio's record in any video file; null where there is none. */
  recordOf(absolutePath: string): Promise<string | null>;
  /** Moves partial files that no result claims to the trash, or deletes them. */
  sweepPartials(folder: string, claimed: ReadonlySet<number>): Promise<void>;
}

/** Local copies of references, by content hash. */
export interface ReferenceStore {
  /** Copies a file in, sniffing its type from the content. Errors: gone, unreadable, wrong type, too large (100 MB). */
  addFile(path: string): Promise<Result<ReferenceFile, AppError>>;
  addBytes(name: string, bytes: Uint8Array): Promise<Result<ReferenceFile, AppError>>;
  /** Fetches an address (bounded, no private hosts unless `allowsLoopback`), then as `addBytes`. */
  addAddress(url: string, allowsLoopback: boolean, signal: AbortSignal): Promise<Result<ReferenceFile, AppError>>;
  /** A file where it lies, for a plain upload: nothing is copied. Any picture, video or sound of at most 100 MB. */
  openFile(path: string): Promise<Result<FileSource, AppError>>;
  /** null when the copy is gone. */
  open(sha256: string): Promise<FileSource | null>;
  locate(sha256: string): Promise<{ readonly absolutePath: string; readonly bytes: number } | null>;
}

export interface ReferenceFile {
  readonly kind: 'image' | 'video' | 'audio';
  readonly mimeType: string;
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
  readonly framesPerSecond: number | null;
  readonly hasAlpha: boolean | null;
  readonly sha256: string;
}

/** Posters and filmstrips, made after a video is stored; a video without one is still a video. */
export interface Posters {
  make(resultId: number, absolutePath: string, signal: AbortSignal): Promise<Result<VideoFacts, AppError>>;
  locate(resultId: number, kind: 'poster' | 'filmstrip'): Promise<{ readonly absolutePath: string; readonly bytes: number } | null>;
}

// The desktop ----------------------------------------------------------------------------------------------------------------------

/** Keeps keys: encrypted by the system's keychain, or for this session only where there is none. */
export interface KeyVault {
  /** The protection a key would get now. */
  protection(): { readonly kind: 'keychain' | 'session-only'; readonly backend: string };
  /** Encrypted bytes for the database, or null where the key can only be kept in memory. */
  seal(key: string): Uint8Array | null;
  /** The key back from sealed bytes; null when the keychain refuses. */
  open(sealed: Uint8Array): string | null;
}

/** The built-in simulator, started when its profile is used. */
export interface SimulatorHost {
  start(): Promise<{ readonly apiBaseUrl: string; readonly filesBaseUrl: string }>;
  stop(): Promise<void>;
}

/** What only the system's shell can do. */
export interface Desktop {
  reveal(absolutePath: string): void;
  openFolder(absolutePath: string): Promise<Result<null, AppError>>;
  openPage(page: 'get-key' | 'billing' | 'documentation'): Promise<void>;
  openLogs(): Promise<void>;
  chooseFolder(current: string): Promise<string | null>;
  /** The video that is to take a stored one's place; null when the dialog was closed. */
  chooseVideo(): Promise<string | null>;
  chooseFiles(kind: 'image' | 'video' | 'audio'): Promise<readonly string[]>;
  /** Where a CSV file of this name is to be written; null when the dialog was closed. */
  chooseWhereToSave(name: string): Promise<string | null>;
  /** One picture, video or sound for a plain upload; null when the dialog was closed. */
  chooseUpload(): Promise<string | null>;
  /** Starts a real file drag out of the window that asked. */
  startDrag(absolutePath: string, iconPath: string | null): void;
  applyTheme(theme: 'system' | 'light' | 'dark'): void;
  /** The menu and the dialogs speak this from now on. */
  applyLanguage(language: Language): void;
  isOnline(): boolean;
  /** Asks whether to quit although this is going on; `never`: do not ask again. */
  askToQuit(work: WorkInHand): Promise<{ readonly quit: boolean; readonly never: boolean }>;
  /** What runs here, and the newest lines of the log as they were written. */
  about(): Promise<{ readonly home: string; readonly versions: Readonly<Record<string, string>>; readonly log: readonly string[] }>;
  /** Asks where to, and writes; false when the dialog was closed. */
  saveText(suggestedName: string, content: string): Promise<Result<boolean, AppError>>;
  /** The window starts anew: what it shows comes from a database that is no more. */
  reloadWindow(): void;
}

/** How long things take, per kind of profile. All in milliseconds (contract: Polling Strategy, HTTP Status Codes). */
export interface Timings {
  readonly firstLookMs: number;
  readonly lookMinMs: number;
  readonly lookMaxMs: number;
  readonly overdueAfterMs: number;
  readonly overdueLookMaxMs: number;
  readonly giveUpAfterMs: number;
  readonly rateLimitedMinMs: number;
  readonly rateLimitedMaxMs: number;
  readonly serverErrorMs: number;
  readonly unavailableMinMs: number;
  readonly unavailableMaxMs: number;
}
