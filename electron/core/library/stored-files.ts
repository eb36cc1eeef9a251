// Notices what became of a stored file behind the studio's back: gone, back again, other bytes. Looking costs one call to the file system;
// reading all bytes is left for a file that looks suspicious, is opened, or is asked about.
import type { AppError } from '../../../shared/errors.ts';
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { VideoLibrary } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import type { FolderIdentity } from './folder-identity.ts';

export type FileStatus = 'intact' | 'unverified' | 'changed' | 'missing';

interface Found {
  readonly absolutePath: string;
  readonly bytes: number;
  readonly modifiedAtMs: number;
}

export type StoredFiles = ReturnType<typeof createStoredFiles>;

/** The file under a row's name is known to hold other bytes. */
export const isModified = (row: Pick<ResultRow, 'state' | 'error'>): boolean =>
  row.state === 'stored' && row.error !== null && (JSON.parse(row.error) as AppError).kind === 'file-changed';

export function createStoredFiles(parts: {
  tables: Tables;
  tasks: TaskStore;
  library: VideoLibrary;
  folders: Pick<FolderIdentity, 'isAvailable' | 'unavailableErrorOf'>;
}) {
  const { tables, tasks, library, folders } = parts;
  /** One file is read at a time: a disk that seeks between two is slower than both in a row. */
  let reading: Promise<unknown> = Promise.resolve();

  const folderOf = (row: ResultRow): string | null => (row.folderId === null ? null : tables.results.folderPath(row.folderId));

  /** A drive that is not there has not lost its files. */
  const isFolderHere = async (row: ResultRow): Promise<boolean> => {
    const folder = folderOf(row);
    return folder !== null && (await folders.isAvailable(folder));
  };

  /** The row together with what lies where it says. Asked again when the file was moved in between. */
  async function find(id: number): Promise<{ readonly row: ResultRow; readonly file: Found | null } | null> {
    for (;;) {
      const row = tables.results.get(id);
      const folder = row === undefined ? null : folderOf(row);
      if (row === undefined || row.storedAtMs === null || row.path === null || folder === null) return null;
      const file = await library.locate(folder, row.path);
      const now = tables.results.get(id);
      if (now?.folderId === row.folderId && now.path === row.path) return { row: now, file };
    }
  }

  /** Looks at name, size and time. `suspect`: only the bytes can tell. */
  async function inspect(id: number): Promise<{ readonly file: Found | null; readonly suspect: boolean }> {
    const found = await find(id);
    if (found === null) return { file: null, suspect: false };
    const { row, file } = found;
    if (file === null) {
      if (row.state === 'stored' && (await isFolderHere(row))) tasks.transitionResult(id, { type: 'file-disappeared' });
      return { file, suspect: false };
    }
    if (file.bytes !== row.bytes) {
      if (!isModified(row)) tasks.transitionResult(id, { type: 'file-changed' });
      return { file, suspect: false };
    }
    if (row.state === 'missing') tasks.transitionResult(id, { type: 'file-reappeared' });
    return { file, suspect: file.modifiedAtMs !== row.modifiedAtMs || isModified(row) };
  }

  /** Of a video that was stored before codecs were kept. */
  async function readCodec(id: number, folder: string, path: string): Promise<void> {
    const codec = (await library.readVideo(folder, path))?.facts.codec ?? null;
    if (codec !== null) tasks.setCodec(id, codec);
  }

  async function read(id: number, signal: AbortSignal): Promise<FileStatus | null> {
    const { file } = await inspect(id);
    const row = tables.results.get(id);
    const folder = row === undefined ? null : folderOf(row);
    if (row === undefined || row.path === null || folder === null) return 'missing';
    if (file === null) return (await isFolderHere(row)) ? 'missing' : null;
    if (file.bytes !== row.bytes) return 'changed';
    const hash = await library.hash(folder, row.path, signal);
    if (hash === null) return signal.aborted ? null : (await inspect(id)).file === null ? 'missing' : null;
    const now = tables.results.get(id);
    if (now === undefined || now.storedAtMs === null) return 'missing';
    if (hash !== now.sha256) {
      if (!isModified(now)) tasks.transitionResult(id, { type: 'file-changed' });
      return 'changed';
    }
    if (now.codec === null) await readCodec(id, folder, row.path);
    // Nothing new is no line of its history.
    if (isModified(now) || now.state === 'missing') tasks.transitionResult(id, { type: 'file-verified', modifiedAtMs: file.modifiedAtMs });
    else tasks.markFileVerified(id, file.modifiedAtMs);
    return now.verification === 'unverified' ? 'unverified' : 'intact';
  }

  return {
    inspect,
    /** Reads all bytes and compares; null when the signal came first, or when the file could not be read now. */
    verify(id: number, signal: AbortSignal): Promise<FileStatus | null> {
      const mine = reading.then(() => (signal.aborted ? null : read(id, signal)));
      reading = mine.catch(() => undefined);
      return mine;
    },
    /** Where the video is, and the moment at which the studio notices that it vanished, changed, or is back. */
    async locate(id: number): Promise<{ absolutePath: string; bytes: number } | null> {
      return (await inspect(id)).file;
    },
    /** Why a file could not be located: its folder is away, or the file alone is gone. */
    async absenceError(id: number): Promise<AppError> {
      const row = tables.results.get(id);
      const folder = row === undefined ? null : folderOf(row);
      return (folder === null ? null : await folders.unavailableErrorOf(folder)) ?? { kind: 'file-missing' };
    },
    /**
     * Takes a file that the person pointed to as the one of this result. Only the very bytes will do.
     */
    async relink(id: number, folder: string, name: string, signal: AbortSignal): Promise<'taken' | 'file-mismatch' | 'missing'> {
      const row = tables.results.get(id);
      const file = await library.locate(folder, name);
      if (row === undefined || row.storedAtMs === null || file === null) return 'missing';
      if (file.bytes !== row.bytes || (await library.hash(folder, name, signal)) !== row.sha256) return 'file-mismatch';
      tasks.transitionResult(id, {
        type: 'file-moved',
        folderId: tables.results.folderId(folder),
        path: name,
        modifiedAtMs: file.modifiedAtMs,
      });
      return 'taken';
    },
  };
}
