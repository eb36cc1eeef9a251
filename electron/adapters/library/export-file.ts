// Copies stored videos into a folder of the user: each copy is read back and compared before it gets its final name, and no existing file
// is ever replaced. The caller (`core/library/export/run-export.ts`) tries the next name when one is `taken`.
import { createHash } from 'node:crypto';
import { link, open, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AppError } from '../../../shared/errors.ts';
import { isDiskFullCode } from '../../../shared/files/disk-full.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ExportFileJob, ExportTextJob } from '../../core/ports.ts';
import { fileErrorCode } from '../files/file-io.ts';
import { lstatOrNull, removeFile } from '../files/optional-fs.ts';
import { type CopyOutcome, copyBytes } from '../files/verified-copy.ts';
import { moveWithinVolume } from './download/publish-file.ts';
import { freeBytesOf, syncFolder } from './folder-access.ts';
import { hashOfFile, isSourceError } from './relocate-file.ts';

const systemCalls = { link, rename };
/** Names of unfinished copies begin with this. */
const partPrefix = '.evolink-export-';
/** FAT stores times with a precision of two seconds. */
const timeToleranceMs = 2_000;
/** Far larger than any JSON file of an export. */
const maxReplacedBytes = 8 * 1024 * 1024;

const partPath = (folder: string, name: string): string =>
  join(folder, `${partPrefix}${createHash('sha256').update(name).digest('hex').slice(0, 16)}`);

/** See `VideoLibrary.exportFile`. */
export async function exportFile(job: ExportFileJob, signal: AbortSignal): Promise<Result<'copied' | 'present' | 'taken', AppError>> {
  const { from, toFolder, name } = job;
  const [source, target] = [join(from.folder, from.path), join(toFolder, name)];
  try {
    if ((await lstatOrNull(source))?.isFile() !== true) return fail({ kind: 'file-missing' });
    const part = partPath(toFolder, name);
    if ((await lstatOrNull(target)) !== null) {
      if (!(await isSameContent(job, source, target))) return ok('taken');
      // A kill may have left a finished copy with both its temporary and its final name.
      await removeFile(part);
      return ok('present');
    }
    try {
      const outcome = await copyTo(job, source, part, signal);
      if (signal.aborted) return fail({ kind: 'cancelled-by-user' });
      if (outcome.kind === 'differs') return fail({ kind: 'file-write-failed', folder: toFolder });
      if (outcome.kind !== 'copied' || outcome.sha256 !== job.sha256) return fail({ kind: 'file-changed' });
      if (!(await moveWithinVolume(part, target, systemCalls))) return ok('taken');
    } finally {
      await removeFile(part);
    }
    await syncFolder(toFolder);
    return ok('copied');
  } catch (error) {
    return fail(isSourceError(error, source) ? sourceError(error, basename(from.path)) : await exportError(error, toFolder, job.bytes));
  }
}

/** See `VideoLibrary.exportText`. */
export async function exportText({ toFolder, name, text, mayReplace }: ExportTextJob): Promise<Result<'written' | 'taken', AppError>> {
  const target = join(toFolder, name);
  const part = partPath(toFolder, name);
  try {
    const existing = await lstatOrNull(target);
    if (existing !== null) {
      if (!existing.isFile() || existing.size > maxReplacedBytes) return ok('taken');
      const content = await readFile(target, 'utf8');
      if (content === text) {
        await removeFile(part);
        return ok('written');
      }
      if (!mayReplace(content)) return ok('taken');
    }
    try {
      await removeFile(part);
      await writeFile(part, text, { flag: 'wx', flush: true });
      if (existing !== null) await rename(part, target);
      else if (!(await moveWithinVolume(part, target, systemCalls))) return ok('taken');
    } finally {
      await removeFile(part);
    }
    return ok('written');
  } catch (error) {
    return fail(await exportError(error, toFolder, text.length));
  }
}

/** True if the target has the size and time of the source, as a copy does, or the same bytes. */
async function isSameContent({ bytes, sha256 }: ExportFileJob, source: string, target: string): Promise<boolean> {
  const [sourceStatus, targetStatus] = [await stat(source), await lstatOrNull(target)];
  if (targetStatus?.isFile() !== true || targetStatus.size !== bytes) return false;
  return Math.abs(sourceStatus.mtimeMs - targetStatus.mtimeMs) <= timeToleranceMs || (await hashOfFile(target)) === sha256;
}

async function copyTo(job: ExportFileJob, source: string, part: string, signal: AbortSignal): Promise<CopyOutcome> {
  const from = await open(source, 'r');
  try {
    // Another program may have created a link there, which could redirect the bytes anywhere.
    await removeFile(part);
    const to = await open(part, 'wx+');
    try {
      return await copyBytes(from, to, job.bytes, { signal, onProgress: job.onProgress });
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

/** Returns the error of a source file. Such an error concerns only this file, so the export continues with the others. */
function sourceError(error: unknown, name: string): AppError {
  return ['ENOENT', 'ENOTDIR'].includes(fileErrorCode(error))
    ? { kind: 'file-missing' }
    : { kind: 'file-in-use', name: name.slice(0, 255) };
}

async function exportError(error: unknown, folder: string, neededBytes: number): Promise<AppError> {
  const code = fileErrorCode(error);
  if (code === '' || code.startsWith('ERR_')) throw error;
  if (isDiskFullCode(code)) return { kind: 'disk-full', folder, neededBytes, freeBytes: await freeBytesOf(folder) };
  return { kind: 'file-write-failed', folder };
}
