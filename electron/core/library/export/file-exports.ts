// Exports videos for the user: asks for the target folder, checks the free space, starts the export, and resumes it after an
// interruption. `run-export.ts` copies the files and gives them free names.
import type { AppError } from '../../../../shared/errors.ts';
import { safeStem } from '../../../../shared/file-names/safe-text.ts';
import type { CallInput } from '../../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import type { Desktop, Random, VideoLibrary } from '../../ports.ts';
import type { SettingsStore } from '../../settings-store.ts';
import type { FileJobs } from '../file-jobs.ts';
import type { ExportPlan } from './export-plan.ts';
import { type RunExportDeps, runExport } from './run-export.ts';

/** Dependencies of the exports. */
export interface FileExportsDeps extends Omit<RunExportDeps, 'library'> {
  readonly library: RunExportDeps['library'] & Pick<VideoLibrary, 'check' | 'pathInside'>;
  readonly settings: Pick<SettingsStore, 'exportPlan' | 'saveExportPlan'>;
  readonly desktop: Pick<Desktop, 'chooseFolder' | 'openFolder'>;
  readonly random: Pick<Random, 'id'>;
  readonly fileJobs: Pick<FileJobs, 'begin' | 'busyBy' | 'status' | 'restore'>;
  /** The library folders. They are refused as targets, because exported files would be found there as new videos. */
  libraryFolders(): readonly string[];
  /** The folder in which the folder dialog opens. */
  usualFolder(): string;
  busyBy(): 'move' | 'short-operation' | 'rebuild' | null;
}

/** A folder that the user chose. The window only gets its id; the main process keeps the path. */
export interface ExportTarget {
  readonly targetId: string;
  readonly folder: string;
  readonly freeBytes: number | null;
}

/** Exports of stored videos. */
export interface FileExports {
  /** Asks for a folder. Errors: `cancelled-by-user`, `export-in-library`, `file-write-failed`. */
  chooseTarget(): Promise<Result<ExportTarget, AppError>>;
  /** Starts an export. Errors: `library-busy`, `disk-full`, and `unknown-item` for a folder that the user did not choose. */
  start(input: CallInput<'library.startExport'>): Promise<Result<null, AppError>>;
  /**
   * Resumes an export that was interrupted or cancelled, or that failed. Its folder is checked again. Errors: `library-busy`, and those
   * of `chooseTarget`.
   */
  resume(): Promise<Result<null, AppError>>;
  /** Deletes the plan of an ended export, once the user has seen its report. */
  forget(): void;
  /** Shows the folder of the last export. */
  reveal(): Promise<Result<null, AppError>>;
  /** Offers to resume an export that the last run of the studio did not finish. Called at start-up. */
  recover(): void;
}

/**
 * Returns the free bytes of a target folder; null if unknown. A library folder is refused, however its path is spelled, because the
 * folder may have become one after it was chosen.
 */
async function checkTarget({ library, libraryFolders }: FileExportsDeps, folder: string): Promise<Result<number | null, AppError>> {
  for (const one of new Set(libraryFolders())) {
    if ((await library.pathInside(one, folder)) !== null) return fail({ kind: 'export-in-library', folder });
  }
  const checked = await library.check(folder);
  if (checked.ok) return ok(checked.value.freeBytes);
  return checked.error.kind === 'disk-full' ? ok(0) : fail({ kind: 'file-write-failed', folder });
}

/** Called once by `core/compose/`. */
export function createFileExports(deps: FileExportsDeps): FileExports {
  const { tables, settings, desktop, random, fileJobs } = deps;
  const targets = new Map<string, string>();

  function run(plan: ExportPlan): void {
    const { videoBytes: bytes } = tables.results.sizeOf(plan.resultIds);
    fileJobs.begin('export', plan.resultIds.length, plan.folder, async (progress, signal) => {
      progress.setTotals(plan.resultIds.length, bytes);
      const error = await runExport(deps, plan, progress, signal);
      if (error === null && !signal.aborted) settings.saveExportPlan(null);
      return error;
    });
  }
  const busyError = (): AppError | null => {
    const by = fileJobs.busyBy() ?? deps.busyBy();
    return by === null ? null : { kind: 'library-busy', by };
  };

  return {
    async chooseTarget() {
      const folder = await desktop.chooseFolder(deps.usualFolder());
      if (folder === null) return fail({ kind: 'cancelled-by-user' });
      const checked = await checkTarget(deps, folder);
      if (!checked.ok) return checked;
      const targetId = random.id(16);
      targets.set(targetId, folder);
      return ok({ targetId, folder, freeBytes: checked.value });
    },
    async start({ targetId, resultIds, template, csvName, writesJson }) {
      const error = busyError();
      if (error !== null) return fail(error);
      const folder = targets.get(targetId);
      if (folder === undefined) return fail({ kind: 'not-allowed-in-state', action: 'exporting', state: 'without a folder' });
      const ids = [...new Set(resultIds)];
      const { videoBytes: bytes } = tables.results.sizeOf(ids);
      const checked = await checkTarget(deps, folder);
      if (!checked.ok) return checked;
      const freeBytes = checked.value;
      if (freeBytes !== null && freeBytes < bytes) return fail({ kind: 'disk-full', folder, neededBytes: bytes, freeBytes });
      const laterError = busyError();
      if (laterError !== null) return fail(laterError);
      const name = csvName === null ? null : safeStem(csvName, { bytes: 100, units: 100 }) || 'export';
      const plan: ExportPlan = { folder, template, csvName: name, writesJson, resultIds: ids };
      settings.saveExportPlan(plan);
      run(plan);
      return ok(null);
    },
    async resume() {
      const plan = settings.exportPlan();
      const checked = plan === null ? ok(null) : await checkTarget(deps, plan.folder);
      if (!checked.ok) return checked;
      const error = busyError();
      if (error !== null) return fail(error);
      if (plan !== null) run(plan);
      return ok(null);
    },
    forget: () => settings.saveExportPlan(null),
    async reveal() {
      const folder = fileJobs.status()?.folder ?? null;
      return folder === null ? fail({ kind: 'file-missing' }) : await desktop.openFolder(folder);
    },
    recover() {
      const plan = settings.exportPlan();
      if (plan === null) return;
      const { videoBytes: bytes } = tables.results.sizeOf(plan.resultIds);
      fileJobs.restore('export', plan.resultIds.length, bytes, plan.folder);
    },
  };
}
