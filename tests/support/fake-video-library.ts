// A fake of a library folder, without a disk, with downloads, partial files and exports.
import type { StoredFile, StrayFiles, VideoLibrary } from '../../electron/core/ports.ts';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeTrashFiles } from './fake-trash-files.ts';
import { fakeVideoMetadata } from './fake-video-metadata.ts';

type DownloadJob = Parameters<VideoLibrary['download']>[0];

export interface FakeVideoLibrary extends VideoLibrary {
  readonly downloads: DownloadJob[];
  readonly files: Map<string, { bytes: number; modifiedAtMs: number }>;
  /** The tag records of files, by absolute path. */
  readonly records: Map<string, string>;
  /** Folders whose partial files were swept. */
  readonly sweptFolders: string[];
  /** What a sweep reports. */
  strays: StrayFiles;
  /** Replaces the default success. */
  onDownload: ((job: DownloadJob, signal: AbortSignal) => Result<StoredFile, AppError> | Promise<Result<StoredFile, AppError>>) | null;
  /** Folders that do not exist. */
  readonly absentFolders: Set<string>;
  /** Absolute paths of files that another program has open: they cannot be renamed. */
  readonly openElsewhere: Set<string>;
  /** Texts of exports, by absolute path. */
  readonly texts: Map<string, string>;
  /** Replaces the copying of an export. */
  onExport: ((name: string, signal: AbortSignal) => Promise<Result<'copied' | 'present' | 'taken', AppError>>) | null;
  /** Folders that the studio created. A folder in `absentFolders` stays absent. */
  readonly created: string[];
  /** Ids in the marker files of folders. */
  readonly markerIds: Map<string, string>;
  /** The SHA-256 of files whose content a test has changed. Every other file has the hash with which it was stored. */
  readonly hashes: Map<string, string>;
  readonly hashed: string[];
  readonly placedPaths: string[];
  onCopyOrLink: ((job: Parameters<VideoLibrary['copyOrLink']>[0]) => Awaited<ReturnType<VideoLibrary['copyOrLink']>>) | null;
  onCheck: (folder: string) => Awaited<ReturnType<VideoLibrary['check']>>;
  store(job: DownloadJob): Result<StoredFile, AppError>;
}

/** A value for `onDownload`: this many bytes arrive, fail verification with `error` and are quarantined. */
export const quarantined =
  (bytes: number, error: AppError = { kind: 'not-a-video', detail: 'no moov' }) =>
  (job: DownloadJob): Result<StoredFile, AppError> => {
    job.onQuarantined?.(bytes);
    return fail(error);
  };

export function createFakeVideoLibrary(clock: FakeClock): FakeVideoLibrary {
  /** The hash of each stored file by file name, so that a moved file keeps its hash. */
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
      const hashes = { sha256: tags === undefined ? receivedSha256 : 'b'.repeat(64), receivedSha256 };
      stored.set(path, hashes.sha256);
      return ok({
        ...fakeVideoMetadata,
        path,
        bytes: 1_000,
        modifiedAtMs: clock.now(),
        ...hashes,
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
      // In this fake a file that was stored with tags has the hash bbb…; its received bytes had the hash aaa…. Any other file has no tags,
      // so its two hashes are equal.
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
    takeBackRename: async () => ok(null),
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
        yield ok({ examinedCount: 1, files: isSought ? [{ path: path.value, ...file }] : [] });
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
      return file === undefined ? null : { ...file, metadata: fakeVideoMetadata, record: library.records.get(`${folder}/${path}`) ?? null };
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
