// A reference store without a disk. It stores what was added; the test sets the results of inspections.
import { createHash } from 'node:crypto';
import type { FileSource, ReferenceFile, ReferenceStore } from '../../electron/core/ports.ts';
import type { AppError } from '../../shared/errors.ts';
import type { NormalizeReason } from '../../shared/pictures/normalize.ts';
import { fail, ok, type Result } from '../../shared/result.ts';

export interface FakeReferenceStore extends ReferenceStore {
  /** The reasons for which the next pictures need a normalized copy. */
  normalize: readonly NormalizeReason[];
  /** The size that an inspection returns; null means the size of the file. */
  inspectedSize: { readonly width: number; readonly height: number } | null;
  /** The error of an inspection; null means that the file is complete. */
  inspection: AppError | null;
  /** SHA-256 of the files that were inspected. */
  readonly inspections: string[];
  readonly storedFiles: Map<string, ReferenceFile>;
}

export function createFakeReferenceStore(): FakeReferenceStore {
  const storedFiles = new Map<string, ReferenceFile>();
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
    storedFiles.set(sha256, file);
    return ok(file);
  };
  const store: FakeReferenceStore = {
    storedFiles,
    normalize: [],
    inspectedSize: null,
    inspection: null,
    inspections: [],
    async inspect(sha256) {
      store.inspections.push(sha256);
      const { width = null, height = null } = store.inspectedSize ?? storedFiles.get(sha256) ?? {};
      return store.inspection === null ? ok({ width, height, normalize: store.normalize }) : fail(store.inspection);
    },
    async openNormalized({ name, sha256 }) {
      if (!storedFiles.has(sha256)) return fail({ kind: 'reference-file-missing', name });
      return ok({ name: `normalized ${name}`, mimeType: 'image/jpeg', bytes: 3, read: async function* () {} });
    },
    addFile: async (path) => (path.includes('gone') ? fail({ kind: 'reference-file-missing', name: path }) : add(path, path)),
    addBytes: async (name, bytes) => add(name, bytes),
    addUrl: async (url) => add(url, url),
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
      const file = storedFiles.get(sha256);
      const source: FileSource | null =
        file === undefined ? null : { name: file.name, mimeType: file.mimeType, bytes: file.bytes, read: async function* () {} };
      return source;
    },
    async locate(sha256) {
      const file = storedFiles.get(sha256);
      return file === undefined ? null : { absolutePath: `/references/${sha256}`, bytes: file.bytes };
    },
  };
  return store;
}
