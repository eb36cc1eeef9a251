// Files without a disk: the file host, the library folder, the reference store, posters.
import { createHash } from 'node:crypto';
import type {
  FileSource,
  FilesApi,
  PosterMaker,
  ReferenceFile,
  ReferenceStore,
  StoredFile,
  StrayFiles,
  VideoLibrary,
  VideoMetadata,
} from '../../electron/core/ports.ts';
import type { AppError } from '../../shared/errors.ts';
import type { NormalizeReason } from '../../shared/pictures/normalize.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { serviceResponse } from './fake-api.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeTrashFiles } from './fake-trash-files.ts';

type UploadWay = 'stream' | 'base64';
type FilesCall = UploadWay | 'list' | 'quota' | 'remove';

export interface FakeFilesApi extends FilesApi {
  readonly uploads: { readonly how: UploadWay; readonly name: string }[];
  /** The files at the service, newest first. */
  readonly hosted: { fileId: string; name: string; bytes: number | null; uploadedAtMs: number | null }[];
  /** URLs of files that the host has deleted. */
  readonly deletedUrls: Set<string>;
  /** URLs that were checked for existence. */
  readonly existenceChecks: string[];
  /** Errors by call, which then fails with it. */
  readonly refusals: Map<FilesCall, AppError>;
  /** Uploads wait for this. */
  ready: Promise<void>;
}

export function createFakeFilesApi(clock: FakeClock): FakeFilesApi {
  const uploads: { how: UploadWay; name: string }[] = [];
  const there: FakeFilesApi['hosted'] = [];
  const refusals: FakeFilesApi['refusals'] = new Map();
  const refusalOf = (kind: FilesCall) => {
    const refusal = refusals.get(kind);
    return refusal === undefined ? null : fail(refusal);
  };
  const take = (how: UploadWay, name: string, bytes: number | null) => {
    uploads.push({ how, name });
    const refusal = refusalOf(how);
    if (refusal !== null) return refusal;
    const fileId = `file_${uploads.length}`;
    there.unshift({ fileId, name, bytes, uploadedAtMs: clock.now() });
    return ok({
      fileId,
      url: `https://files.example/${fileId}`,
      expiresAtMs: clock.now() + 72 * 3_600_000,
      response: { file_id: fileId, file_name: name },
    });
  };
  const api: FakeFilesApi = {
    uploads,
    hosted: there,
    deletedUrls: new Set(),
    existenceChecks: [],
    refusals,
    ready: Promise.resolve(),
    async uploadStream(_account, file, signal) {
      for await (const _ of file.read());
      const stopped = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
      if (!signal.aborted) await Promise.race([api.ready, stopped]);
      if (signal.aborted) return fail({ kind: 'no-response', reason: 'connection-lost', detail: 'aborted' });
      return take('stream', file.name, file.bytes);
    },
    async isDeleted(_account, url) {
      api.existenceChecks.push(url);
      return api.deletedUrls.has(url);
    },
    uploadBase64: async (_account, file) => take('base64', file.name, file.bytes),
    list: async (_account, page, pageSize) =>
      refusalOf('list') ?? ok({ total: there.length, files: there.slice((page - 1) * pageSize, page * pageSize) }),
    quota: async () => refusalOf('quota') ?? ok({ usedFiles: there.length, maxFiles: 100, remainingFiles: 100 - there.length }),
    async remove(_account, fileId) {
      const refusal = refusalOf('remove');
      if (refusal !== null) return refusal;
      const at = there.findIndex((file) => file.fileId === fileId);
      if (at < 0) return fail({ kind: 'not-found', service: serviceResponse(404) });
      there.splice(at, 1);
      return ok(null);
    },
  };
  return api;
}

const videoMetadata: VideoMetadata = {
  width: 1280,
  height: 720,
  durationSeconds: 5,
  framesPerSecond: 24,
  hasAudio: false,
  codec: 'h264',
};

type Job = Parameters<VideoLibrary['download']>[0];

export interface FakeVideoLibrary extends VideoLibrary {
  readonly downloads: Job[];
  readonly files: Map<string, { bytes: number; modifiedAtMs: number }>;
  /** The tag records of files, by absolute path. */
  readonly records: Map<string, string>;
  /** Folders whose partial files were swept. */
  readonly sweptFolders: string[];
  /** What a sweep reports. */
  strays: StrayFiles;
  /** Replaces the default success. */
  onDownload: ((job: Job, signal: AbortSignal) => Result<StoredFile, AppError> | Promise<Result<StoredFile, AppError>>) | null;
  /** Folders that do not exist. */
  readonly absentFolders: Set<string>;
  /** Absolute paths of files that another program has open: they cannot be renamed. */
  readonly openElsewhere: Set<string>;
  /** Texts of exports, by absolute path. */
  readonly texts: Map<string, string>;
  /** Replaces the copying of an export. */
  onExport: ((name: string, signal: AbortSignal) => Promise<Result<'copied' | 'present' | 'taken', AppError>>) | null;
  /** Folders that were created; an absent one stays absent. */
  readonly created: string[];
  /** Ids in the marker files of folders. */
  readonly markerIds: Map<string, string>;
  /** SHA-256 of files if it matters; any other file has the hash of what was stored. */
  readonly hashes: Map<string, string>;
  readonly hashed: string[];
  readonly placedPaths: string[];
  onCopyOrLink: ((job: Parameters<VideoLibrary['copyOrLink']>[0]) => Awaited<ReturnType<VideoLibrary['copyOrLink']>>) | null;
  onCheck: (folder: string) => Awaited<ReturnType<VideoLibrary['check']>>;
  store(job: Job): Result<StoredFile, AppError>;
}

/** For `onDownload`: this many bytes arrive, fail verification with `error` and go to quarantine. */
export const quarantined =
  (bytes: number, error: AppError = { kind: 'not-a-video', detail: 'no moov' }) =>
  (job: Job): Result<StoredFile, AppError> => {
    job.onQuarantined?.(bytes);
    return fail(error);
  };

export function createFakeVideoLibrary(clock: FakeClock): FakeVideoLibrary {
  /** The hash of each stored file by its name; it stays the same wherever the file is moved. */
  const stored = new Map<string, string>();
  const library: FakeVideoLibrary = {
    downloads: [],
    files: new Map(),
    records: new Map(),
    sweptFolders: [],
    strays: { count: 0, bytes: 0 },
    absentFolders: new Set(),
    openElsewhere: new Set(),
    texts: new Map(),
    onExport: null,
    created: [],
    markerIds: new Map(),
    hashes: new Map(),
    hashed: [],
    placedPaths: [],
    onCopyOrLink: null,
    onDownload: null,
    onCheck: () => ok({ freeBytes: 1_000_000_000 }),
    store(job) {
      const path = `${job.fileName}.mp4`;
      library.files.set(`${job.folder}/${path}`, { bytes: 1_000, modifiedAtMs: clock.now() });
      const receivedSha256 = 'a'.repeat(64);
      const tags = job.tagsFor?.({ sha256: receivedSha256 });
      if (tags !== undefined) library.records.set(`${job.folder}/${path}`, tags.record);
      const known = { sha256: tags === undefined ? receivedSha256 : 'b'.repeat(64), receivedSha256 };
      stored.set(path, known.sha256);
      return ok({
        ...videoMetadata,
        path,
        bytes: 1_000,
        modifiedAtMs: clock.now(),
        ...known,
        untagged: tags === undefined ? 'not-wanted' : null,
      });
    },
    check: async (folder) => library.onCheck(folder),
    async download(job, signal) {
      library.downloads.push(job);
      return library.onDownload === null ? library.store(job) : library.onDownload(job, signal);
    },
    async locate(folder, path) {
      const file = library.files.get(`${folder}/${path}`);
      return file === undefined ? null : { absolutePath: `${folder}/${path}`, ...file };
    },
    async storeQuarantined(job) {
      return library.store({ ...job, url: '', account: { allowsLoopback: true }, onProgress: () => undefined });
    },
    async hash(folder, path) {
      library.hashed.push(`${folder}/${path}`);
      if (!library.files.has(`${folder}/${path}`)) return null;
      return library.hashes.get(`${folder}/${path}`) ?? stored.get(path) ?? 'a'.repeat(64);
    },
    async hashTagged(folder, path, signal) {
      const sha256 = await library.hash(folder, path, signal);
      // A file stored with tags had other bytes when it was received; any other file is not the studio's.
      return sha256 === null ? null : { sha256, receivedSha256: sha256 === 'b'.repeat(64) ? 'a'.repeat(64) : sha256 };
    },
    async create(folder) {
      library.created.push(folder);
      return ok(null);
    },
    async readMarker(folder) {
      if (library.absentFolders.has(folder)) return { kind: 'absent' };
      const libraryId = library.markerIds.get(folder);
      return libraryId === undefined ? { kind: 'unmarked' } : { kind: 'marked', libraryId };
    },
    async writeMarker(folder, libraryId) {
      if (library.absentFolders.has(folder)) return null;
      if (!library.markerIds.has(folder)) library.markerIds.set(folder, libraryId);
      return library.markerIds.get(folder) ?? null;
    },
    async copyOrLink(job) {
      if (library.onCopyOrLink !== null) return library.onCopyOrLink(job);
      const file = library.files.get(`${job.from.folder}/${job.from.path}`);
      if (file === undefined) return fail({ kind: 'file-missing' });
      job.onPathPlanned(job.from.path);
      library.files.set(`${job.toFolder}/${job.from.path}`, file);
      library.placedPaths.push(job.from.path);
      return ok({ path: job.from.path, modifiedAtMs: file.modifiedAtMs });
    },
    ...fakeTrashFiles(
      () => library.files,
      (from, to) => stored.set(to, stored.get(from) ?? 'a'.repeat(64)),
    ),
    async removeSource(old) {
      library.files.delete(`${old.folder}/${old.path}`);
      return ok(null);
    },
    async renameFile({ folder, from, to }) {
      const file = library.files.get(`${folder}/${from}`);
      if (file === undefined) return fail({ kind: 'file-missing' });
      if (library.files.has(`${folder}/${to}`)) return fail({ kind: 'file-name-taken', name: to });
      if (library.openElsewhere.has(`${folder}/${from}`)) return fail({ kind: 'file-in-use', name: from });
      library.files.set(`${folder}/${to}`, file);
      return ok({ path: to, modifiedAtMs: file.modifiedAtMs });
    },
    async namesBeside(folder) {
      return [...library.files.keys()].filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
    },
    async exportFile({ from, toFolder, name, bytes, onProgress }, signal) {
      if (library.onExport !== null) return library.onExport(name, signal);
      if (!library.files.has(`${from.folder}/${from.path}`)) return fail({ kind: 'file-missing' });
      const present = library.files.get(`${toFolder}/${name}`);
      if (present !== undefined) return ok(present.bytes === bytes ? 'present' : 'taken');
      library.files.set(`${toFolder}/${name}`, { bytes, modifiedAtMs: clock.now() });
      onProgress(bytes);
      return ok('copied');
    },
    async exportText({ toFolder, name, text, mayReplace }) {
      const present = library.texts.get(`${toFolder}/${name}`);
      if (present !== undefined && present !== text && !mayReplace(present)) return ok('taken');
      library.texts.set(`${toFolder}/${name}`, text);
      return ok('written');
    },
    async *videosIn(folder) {
      for (const path of library.files.keys()) if (path.startsWith(`${folder}/`)) yield ok(path.slice(folder.length + 1));
    },
    async *videosOfSizes(folder, sizes, signal) {
      for await (const path of library.videosIn(folder, signal)) {
        if (!path.ok || signal.aborted) return;
        const file = library.files.get(`${folder}/${path.value}`);
        const isSought = file !== undefined && sizes.has(file.bytes) && !path.value.startsWith('.');
        yield ok({ looked: 1, files: isSought ? [{ path: path.value, ...file }] : [] });
      }
    },
    async pathInside(parent, folder) {
      return folder === parent ? '' : folder.startsWith(`${parent}/`) ? folder.slice(parent.length + 1) : null;
    },
    async containsVideo(folder) {
      return [...library.files.keys()].some((path) => path.startsWith(`${folder}/`));
    },
    containsPartialFile: async () => false,
    async readVideo(folder, path) {
      const file = library.files.get(`${folder}/${path}`);
      return file === undefined ? null : { ...file, facts: videoMetadata, record: library.records.get(`${folder}/${path}`) ?? null };
    },
    readTagRecord: async (path) => library.records.get(path) ?? null,
    incomingFolder: (folder) => `${folder}/.incoming`,
    async sweepPartialFiles({ folder }) {
      library.sweptFolders.push(folder);
      return library.strays;
    },
  };
  return library;
}

export interface FakeReferenceStore extends ReferenceStore {
  /** What the next pictures have to be normalized for. */
  normalize: readonly NormalizeReason[];
  /** The size that an inspection finds; null means the original size. */
  sides: { readonly width: number; readonly height: number } | null;
  /** The error of an inspection; null means that the file is complete. */
  inspection: AppError | null;
  /** SHA-256 of the files that were inspected. */
  readonly inspections: string[];
  readonly storedFiles: Map<string, ReferenceFile>;
}

export function createFakeReferenceStore(): FakeReferenceStore {
  const kept = new Map<string, ReferenceFile>();
  const add = (name: string, content: string | Uint8Array): Result<ReferenceFile, AppError> => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const file: ReferenceFile = {
      kind: 'image',
      mimeType: 'image/png',
      name,
      bytes: content.length,
      width: 1280,
      height: 720,
      durationSeconds: null,
      framesPerSecond: null,
      hasAlpha: false,
      normalize: store.normalize,
      sha256,
    };
    kept.set(sha256, file);
    return ok(file);
  };
  const store: FakeReferenceStore = {
    storedFiles: kept,
    normalize: [],
    sides: null,
    inspection: null,
    inspections: [],
    async inspect(sha256) {
      store.inspections.push(sha256);
      const { width = null, height = null } = store.sides ?? kept.get(sha256) ?? {};
      return store.inspection === null ? ok({ width, height, normalize: store.normalize }) : fail(store.inspection);
    },
    async openNormalized({ name, sha256 }) {
      if (!kept.has(sha256)) return fail({ kind: 'reference-file-missing', name });
      return ok({ name: `normalized ${name}`, mimeType: 'image/jpeg', bytes: 3, read: async function* () {} });
    },
    addFile: async (path) => (path.includes('gone') ? fail({ kind: 'reference-file-missing', name: path }) : add(path, path)),
    addBytes: async (name, bytes) => add(name, bytes),
    addAddress: async (url) => add(url, url),
    openFile: async (path) =>
      path.includes('gone')
        ? fail({ kind: 'reference-file-missing', name: path })
        : ok({
            name: path,
            mimeType: 'image/png',
            bytes: path.length,
            async *read() {
              yield new TextEncoder().encode(path);
            },
          }),
    async open(sha256) {
      const file = kept.get(sha256);
      const source: FileSource | null =
        file === undefined ? null : { name: file.name, mimeType: file.mimeType, bytes: file.bytes, read: async function* () {} };
      return source;
    },
    async locate(sha256) {
      const file = kept.get(sha256);
      return file === undefined ? null : { absolutePath: `/references/${sha256}`, bytes: file.bytes };
    },
  };
  return store;
}

export interface FakePosterMaker extends PosterMaker {
  readonly made: number[];
  outcome: Result<VideoMetadata, AppError>;
}

export function createFakePosterMaker(): FakePosterMaker {
  const posters: FakePosterMaker = {
    made: [],
    outcome: ok(videoMetadata),
    async make({ resultId }) {
      posters.made.push(resultId);
      return posters.outcome;
    },
    async remove({ resultId }) {
      posters.made.splice(0, posters.made.length, ...posters.made.filter((id) => id !== resultId));
    },
    locate: async ({ resultId }, kind) =>
      posters.made.includes(resultId) ? { absolutePath: `/posters/${resultId}-${kind}.jpg`, bytes: 10 } : null,
  };
  return posters;
}
