// Files without a disk: the file host, the library folder, the store of references, posters.
import { createHash } from 'node:crypto';
import type {
  FileSource,
  FilesApi,
  Library,
  Posters,
  ReferenceFile,
  ReferenceStore,
  StoredFile,
  VideoFacts,
} from '../../electron/core/ports.ts';
import type { AppError } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { FakeClock } from './fake-clock.ts';

export interface FakeFilesApi extends FilesApi {
  readonly uploads: { readonly how: 'stream' | 'base64' | 'address'; readonly name: string }[];
  /** Refuses the next upload of a kind. */
  readonly refusals: Map<'stream' | 'base64' | 'address', AppError>;
}

export function createFakeFilesApi(clock: FakeClock): FakeFilesApi {
  const uploads: { how: 'stream' | 'base64' | 'address'; name: string }[] = [];
  const refusals = new Map<'stream' | 'base64' | 'address', AppError>();
  const take = (how: 'stream' | 'base64' | 'address', name: string) => {
    uploads.push({ how, name });
    const refusal = refusals.get(how);
    if (refusal !== undefined) return fail(refusal);
    const fileId = `file_${uploads.length}`;
    return ok({ fileId, url: `https://files.example/${fileId}`, expiresAtMs: clock.now() + 72 * 3_600_000 });
  };
  return {
    uploads,
    refusals,
    uploadStream: async (_account, file) => take('stream', file.name),
    uploadBase64: async (_account, file) => take('base64', file.name),
    uploadAddress: async (_account, url) => take('address', url),
    list: async () => ok({ total: 0, files: [] }),
    quota: async () => ok({ usedFiles: 0, maxFiles: 100, remainingFiles: 100 }),
    remove: async () => ok(null),
  };
}

export const videoFacts: VideoFacts = { width: 1280, height: 720, durationSeconds: 5, framesPerSecond: 24, hasAudio: false };

type Job = Parameters<Library['download']>[0];

export interface FakeLibrary extends Library {
  readonly downloads: Job[];
  readonly files: Map<string, { bytes: number; modifiedAtMs: number }>;
  readonly swept: number[][];
  /** Replaces the usual success. */
  onDownload: ((job: Job, signal: AbortSignal) => Result<StoredFile, AppError> | Promise<Result<StoredFile, AppError>>) | null;
  onCheck: (folder: string) => Awaited<ReturnType<Library['check']>>;
  store(job: Job): Result<StoredFile, AppError>;
}

export function createFakeLibrary(clock: FakeClock): FakeLibrary {
  const library: FakeLibrary = {
    downloads: [],
    files: new Map(),
    swept: [],
    onDownload: null,
    onCheck: () => ok({ freeBytes: 1_000_000_000 }),
    store(job) {
      const path = `${job.fileName}.mp4`;
      library.files.set(`${job.folder}/${path}`, { bytes: 1_000, modifiedAtMs: clock.now() });
      return ok({ ...videoFacts, path, bytes: 1_000, modifiedAtMs: clock.now(), sha256: 'a'.repeat(64) });
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
    async sweepPartials(_folder, claimed) {
      library.swept.push([...claimed]);
    },
  };
  return library;
}

export interface FakeReferenceStore extends ReferenceStore {
  readonly kept: Map<string, ReferenceFile>;
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
      hasAlpha: false,
      sha256,
    };
    kept.set(sha256, file);
    return ok(file);
  };
  return {
    kept,
    addFile: async (path) => (path.includes('gone') ? fail({ kind: 'reference-gone', name: path }) : add(path, path)),
    addBytes: async (name, bytes) => add(name, bytes),
    addAddress: async (url) => add(url, url),
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
}

export interface FakePosters extends Posters {
  readonly made: number[];
  outcome: Result<VideoFacts, AppError>;
}

export function createFakePosters(): FakePosters {
  const posters: FakePosters = {
    made: [],
    outcome: ok(videoFacts),
    async make(resultId) {
      posters.made.push(resultId);
      return posters.outcome;
    },
    locate: async (resultId, kind) =>
      posters.made.includes(resultId) ? { absolutePath: `/posters/${resultId}-${kind}.jpg`, bytes: 10 } : null,
  };
  return posters;
}
