// The calls about the names of video files.
import { extname } from 'node:path';
import type { CallInput } from '../../../../shared/ipc.ts';
import { ok } from '../../../../shared/result.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { FolderHealth } from '../../library/folder-health.ts';
import type { VideoNaming } from '../../library/video-naming.ts';
import type { Clock } from '../../ports.ts';
import type { Handlers } from '../handler-types.ts';

/** Dependencies of the calls about names. */
export interface LibraryNameHandlerDeps {
  readonly tables: Pick<Tables, 'results' | 'ifReadable'>;
  readonly folderHealth: Pick<FolderHealth, 'path'>;
  readonly naming: VideoNaming;
  readonly clock: Clock;
}

function previewedNames(
  { tables, folderHealth, naming, clock }: LibraryNameHandlerDeps,
  { template, resultIds, examplePrompt }: CallInput<'library.previewNames'>,
): string[] {
  const folder = folderHealth.path();
  const shown = resultIds.length > 0 ? resultIds : tables.results.newest(1);
  const names = shown.flatMap((id, at) => {
    const stem = naming.ofStored(folder, template, id, at + 1);
    const path = tables.ifReadable(() => tables.results.get(id))?.path ?? '';
    return stem === null ? [] : [stem + (extname(path) || '.mp4')];
  });
  return names.length > 0 ? names : [`${naming.ofExample(folder, template, examplePrompt, clock.now())}.mp4`];
}

/** Built once, by `libraryHandlers`. */
export const libraryNameHandlers = (deps: LibraryNameHandlerDeps): Pick<Handlers, 'library.previewNames'> => ({
  'library.previewNames': (input) => ok({ names: previewedNames(deps, input) }),
});
