// Copies the videos of an export one after the other, and writes their metadata. A name that another file has already gets a number; no
// existing file is replaced.
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { AppError } from '../../../../shared/errors.ts';
import { isSidecarOf, sidecarText } from '../../../../shared/export/metadata.ts';
import { csvHeader, csvRows } from '../../../../shared/export/metadata-csv.ts';
import { createTakenNames, type TakenNames } from '../../../../shared/file-names/free-name.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { TaskRow } from '../../../db/tables/task/task-table.ts';
import type { VideoLibrary } from '../../ports.ts';
import type { FileJobProgress } from '../file-jobs.ts';
import type { VideoNaming } from '../video-naming.ts';
import type { ExportPlan } from './export-plan.ts';
import { type MetadataTables, metadataRecord } from './metadata-record.ts';

const rowsPerTurn = 100;

/** Dependencies of a run. */
export interface RunExportDeps {
  readonly tables: Pick<Tables, 'results' | 'tasks'> & MetadataTables;
  readonly library: Pick<VideoLibrary, 'exportFile' | 'exportText'>;
  readonly naming: Pick<VideoNaming, 'ofStored'>;
}

interface Run {
  readonly deps: RunExportDeps;
  readonly plan: ExportPlan;
  readonly taken: TakenNames;
  readonly progress: FileJobProgress;
  readonly signal: AbortSignal;
}

/** A video that can be copied. */
interface Source {
  readonly row: ResultRow & { readonly path: string; readonly sha256: string; readonly bytes: number };
  readonly task: TaskRow;
  readonly folder: string;
  readonly stem: string;
}

const extensionOf = (path: string): string => /\.([a-z0-9]{1,8})$/i.exec(path)?.[1] ?? 'mp4';

/**
 * The file to copy; null if there is none. A video in the trash counts as missing. A missing video still reserves its name, so that the
 * other names stay the same when the video is back.
 */
function sourceOf({ deps, plan, taken }: Run, resultId: number, number: number): Source | null {
  const { tables, naming } = deps;
  const row = tables.ifReadable(() => tables.results.get(resultId));
  const task = row == null ? null : tables.ifReadable(() => tables.tasks.get(row.taskId));
  const folder = row?.folderId == null ? null : tables.results.folderPath(row.folderId);
  const stem = naming.ofStored(plan.folder, plan.template, resultId, number);
  if (row == null || task == null || stem === null || row.path === null) return null;
  if (folder === null || row.state !== 'stored' || row.trash !== null || row.sha256 === null || row.bytes === null) {
    taken.take(stem, extensionOf(row.path));
    return null;
  }
  return { row: { ...row, path: row.path, sha256: row.sha256, bytes: row.bytes }, task, folder, stem };
}

/** The last known path of a video whose file is missing; empty if it is unknown. */
const nameOf = (tables: RunExportDeps['tables'], resultId: number): string =>
  tables.ifReadable(() => tables.results.get(resultId))?.path ?? '';

/** An error of the folder ends the export. Any other error affects only one file. */
const endsExport = ({ kind }: AppError): boolean => kind === 'disk-full' || kind === 'file-write-failed' || kind === 'cancelled-by-user';

/** Copies a video to the first free name, and returns that name. */
async function copyVideo({ deps, plan, taken, progress, signal }: Run, { row, folder, stem }: Source): Promise<Result<string, AppError>> {
  for (;;) {
    const name = taken.take(stem, extensionOf(row.path));
    let copiedBytes = 0;
    const outcome = await deps.library.exportFile(
      {
        from: { folder, path: row.path },
        toFolder: plan.folder,
        name,
        bytes: row.bytes,
        sha256: row.sha256,
        onProgress(bytes) {
          progress.addCopiedBytes(bytes - copiedBytes);
          copiedBytes = bytes;
        },
      },
      signal,
    );
    if (!outcome.ok) {
      progress.addCopiedBytes(-copiedBytes);
      return outcome;
    }
    if (outcome.value === 'taken') {
      progress.addCopiedBytes(-copiedBytes);
      continue;
    }
    if (outcome.value === 'present') {
      progress.addCopiedBytes(row.bytes);
      progress.countSkipped(1);
    } else progress.countDone(1);
    return ok(name);
  }
}

async function writeSidecar({ deps, plan }: Run, { row, task }: Source, name: string): Promise<AppError | null> {
  const record = metadataRecord(deps.tables, row, task, name);
  const text = sidecarText(record);
  for (let number = 1; ; number += 1) {
    const outcome = await deps.library.exportText({
      toFolder: plan.folder,
      name: `${name}${number === 1 ? '' : ` (${number})`}.json`,
      text,
      mayReplace: (existingText) => isSidecarOf(existingText, record),
    });
    if (!outcome.ok) return outcome.error;
    if (outcome.value === 'written') return null;
  }
}

/**
 * Writes the table of the copied videos under the first free name. A table with the same content from an earlier run counts as written.
 */
async function writeCsv(
  { deps, plan, signal }: Run,
  csvName: string,
  copies: readonly (readonly [resultId: number, name: string])[],
): Promise<AppError | null> {
  const { tables, library } = deps;
  const parts = [csvHeader()];
  for (const [index, [resultId, name]] of copies.entries()) {
    if (index % rowsPerTurn === rowsPerTurn - 1) await yieldToEventLoop();
    if (signal.aborted) return { kind: 'cancelled-by-user' };
    const row = tables.ifReadable(() => tables.results.get(resultId));
    const task = row == null ? null : tables.ifReadable(() => tables.tasks.get(row.taskId));
    if (row != null && task != null) parts.push(csvRows([metadataRecord(tables, row, task, name)]));
  }
  const text = parts.join('');
  for (let number = 1; ; number += 1) {
    const name = `${csvName}${number === 1 ? '' : ` (${number})`}.csv`;
    const outcome = await library.exportText({ toFolder: plan.folder, name, text, mayReplace: () => false });
    if (!outcome.ok) return outcome.error;
    if (outcome.value === 'written') return null;
  }
}

/**
 * Runs a plan to its end. If it is repeated after an interruption, it skips existing copies. Returns the error that ended it; null if it
 * is complete.
 */
export async function runExport(
  deps: RunExportDeps,
  plan: ExportPlan,
  progress: FileJobProgress,
  signal: AbortSignal,
): Promise<AppError | null> {
  const run: Run = { deps, plan, taken: createTakenNames(), progress, signal };
  const copies: (readonly [number, string])[] = [];
  for (const [index, resultId] of plan.resultIds.entries()) {
    if (signal.aborted) return { kind: 'cancelled-by-user' };
    const source = sourceOf(run, resultId, index + 1);
    const name: Result<string, AppError> = source === null ? fail({ kind: 'file-missing' }) : await copyVideo(run, source);
    const error = !name.ok ? name.error : source !== null && plan.writesJson ? await writeSidecar(run, source, name.value) : null;
    if (name.ok) copies.push([resultId, name.value]);
    if (error === null) continue;
    if (endsExport(error)) return error;
    progress.addFailure({ fileName: source?.row.path ?? nameOf(deps.tables, resultId), error });
  }
  return plan.csvName !== null && copies.length > 0 ? await writeCsv(run, plan.csvName, copies) : null;
}
