// Implements the `JournalFiles` port: the journals in a library folder.
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok } from '../../../shared/result.ts';
import type { JournalFile, JournalFiles } from '../../core/ports.ts';
import { fileErrorCode, readAt, writeAll } from '../files/file-io.ts';
import { folderError, makeFolders, syncFolder } from './folder-access.ts';

const journalFolder = '.evolink-studio-journal';
const journalExtension = '.jsonl';
/** The number of bytes read at a time. The longest line that core/library/journal/journal-entry.ts writes or accepts is shorter. */
const chunkBytes = 256 * 1024;
const lineEnd = 0x0a;

const pathOf = (folder: string, name: string): string => join(folder, journalFolder, `${name}${journalExtension}`);

async function listJournals(folder: string): Promise<readonly JournalFile[]> {
  let entries: string[];
  try {
    entries = await readdir(join(folder, journalFolder));
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
  const files: JournalFile[] = [];
  for (const entry of entries.filter((name) => name.endsWith(journalExtension)).sort()) {
    const status = await stat(join(folder, journalFolder, entry));
    if (status.isFile()) files.push({ name: entry.slice(0, -journalExtension.length), bytes: status.size });
  }
  return files;
}

/**
 * The complete lines of a chunk and their length in bytes. A full chunk without a line end belongs to a line that is too long for a
 * journal, so the chunk is left out.
 */
function completeLines(chunk: Uint8Array): { readonly lines: readonly string[]; readonly bytes: number } {
  const end = chunk.lastIndexOf(lineEnd);
  if (end === -1) return { lines: [], bytes: chunk.byteLength === chunkBytes ? chunk.byteLength : 0 };
  return { lines: Buffer.from(chunk.subarray(0, end)).toString('utf8').split('\n'), bytes: end + 1 };
}

async function readLines(path: string, from: number): Promise<{ readonly lines: readonly string[]; readonly end: number }> {
  const handle = await open(path, 'r');
  try {
    const { lines, bytes } = completeLines(await readAt(handle, from, chunkBytes));
    return { lines, end: from + bytes };
  } finally {
    await handle.close();
  }
}

async function appendLines(path: string, lines: readonly string[]): Promise<{ readonly from: number; readonly bytes: number }> {
  const handle = await open(path, 'a+');
  try {
    const { size } = await handle.stat();
    const last = size === 0 ? new Uint8Array([lineEnd]) : await readAt(handle, size - 1, 1);
    const separator = last[0] === lineEnd ? '' : '\n';
    const text = Buffer.from(`${separator}${lines.map((line) => `${line}\n`).join('')}`, 'utf8');
    await writeAll(handle, [text], size);
    await handle.sync();
    return { from: size, bytes: size + text.byteLength };
  } finally {
    await handle.close();
  }
}

/** Creates the `JournalFiles` port, which has no state in memory. */
export function createJournalFiles(): JournalFiles {
  return {
    async list(folder) {
      try {
        return ok(await listJournals(folder));
      } catch (error) {
        return fail(await folderError(error, folder, null));
      }
    },
    async read(folder, name, from) {
      try {
        return ok(await readLines(pathOf(folder, name), from));
      } catch (error) {
        return fail(await folderError(error, folder, null));
      }
    },
    async append(folder, name, lines) {
      try {
        await makeFolders(folder, journalFolder);
        const path = pathOf(folder, name);
        const isNew = (await listJournals(folder)).every((file) => file.name !== name);
        const appended = await appendLines(path, lines);
        if (isNew) await syncFolder(join(folder, journalFolder));
        return ok(appended);
      } catch (error) {
        return fail(await folderError(error, folder, null));
      }
    },
  };
}
