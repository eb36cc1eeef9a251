// Handlers of the calls about the names of video files, and about renames and exports.
import { extname } from 'node:path';
import type { CallInput } from '../../../../shared/ipc.ts';
import { ok } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { FileExports } from '../../library/export/file-exports.ts';
import type { FileJobs } from '../../library/file-jobs.ts';
import type { FolderHealth } from '../../library/folder-health.ts';
import type { FileRenames } from '../../library/rename/file-renames.ts';
import type { VideoNaming } from '../../library/video-naming.ts';
import type { Clock } from '../../ports.ts';
import type { Handlers } from '../handler-types.ts';

type LibraryNameHandlers = Pick<
  Handlers,
  | 'library.previewNames'
  | 'library.renameFile'
  | 'library.renameFiles'
  | 'library.controlFileJob'
  | 'library.fileJobFailures'
  | 'library.measureFiles'
  | 'library.chooseExportFolder'
  | 'library.startExport'
  | 'library.openExportFolder'
>;

/** Dependencies of these calls. */
export interface LibraryNameHandlerDeps {
  readonly tables: Pick<Tables, 'results' | 'ifReadable'>;
  readonly folderHealth: Pick<FolderHealth, 'path'>;
  readonly naming: VideoNaming;
  readonly renames: Pick<FileRenames, 'renameOne' | 'start'>;
  readonly fileExports: FileExports;
  readonly fileJobs: Pick<FileJobs, 'cancel' | 'dismiss' | 'failures' | 'status'>;
  readonly clock: Clock;
}

function previewNames(
  { tables, folderHealth, naming, clock }: LibraryNameHandlerDeps,
  { template, resultIds, examplePrompt }: CallInput<'library.previewNames'>,
): string[] {
  const folder = folderHealth.path();
  const previewIds = resultIds.length > 0 ? resultIds : tables.results.newest(1);
  const names = previewIds.flatMap((id, index) => {
    const stem = naming.ofStored(folder, template, id, index + 1);
    const path = tables.ifReadable(() => tables.results.get(id))?.path ?? '';
    return stem === null ? [] : [stem + (extname(path) || '.mp4')];
  });
  return names.length > 0 ? names : [`${naming.ofExample(folder, template, examplePrompt, clock.now())}.mp4`];
}

/** Creates the handlers. Called once by `libraryHandlers`. */
export function libraryNameHandlers(deps: LibraryNameHandlerDeps): LibraryNameHandlers {
  const { renames, fileJobs, fileExports } = deps;
  return {
    'library.previewNames': (input) => ok({ names: previewNames(deps, input) }),
    async 'library.renameFile'({ resultId, name }) {
      const renamed = await renames.renameOne(resultId, name);
      return renamed.ok ? ok({ fileName: renamed.value }) : renamed;
    },
    'library.renameFiles': ({ resultIds, template }) => {
      const started = renames.start([...resultIds], template);
      return started.ok ? ok({}) : started;
    },
    async 'library.controlFileJob'({ action }) {
      if (action === 'continue') {
        const resumed = await fileExports.resume();
        return resumed.ok ? ok({}) : resumed;
      }
      const status = fileJobs.status();
      // After the report of a rename is dismissed, an earlier export can still be resumed.
      if (action === 'dismiss' && status?.kind === 'export' && status.state !== 'running') fileExports.forget();
      fileJobs[action]();
      return ok({});
    },
    'library.measureFiles'({ resultIds }) {
      const { results } = deps.tables;
      const { videoCount, videoBytes } = results.sizeOf([...resultIds]);
      return ok({ files: videoCount, bytes: videoBytes, trashedBytes: results.sizeInTrash([...resultIds]).videoBytes });
    },
    'library.chooseExportFolder': () => fileExports.chooseTarget(),
    async 'library.startExport'(input) {
      const started = await fileExports.start(input);
      return started.ok ? ok({}) : started;
    },
    async 'library.openExportFolder'() {
      const opened = await fileExports.reveal();
      return opened.ok ? ok({}) : opened;
    },
    'library.fileJobFailures': () => ok({ reasons: fileJobs.failures() }),
  };
}
