// Handlers of the `library.*` calls about single videos: their records and tags, and opening and showing their files.
import { basename, extname } from 'node:path';
import type { AppError } from '../../../../shared/errors.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../../shared/result.ts';
import { saveFileAtomically } from '../../diagnostics/save-file.ts';
import { hasVideoExtension } from '../../library/has-video-extension.ts';
import type { LibraryIndex } from '../../library/library-index.ts';
import { parseTagRecord, requestFromTags } from '../../library/tag-record.ts';
import type { Desktop, VideoLibrary } from '../../ports.ts';
import { mayOpenPath } from '../../references/path-permission.ts';
import type { ReferenceService } from '../../references/reference-service.ts';
import type { Handlers } from '../handler-types.ts';

type LibraryRecordHandlers = Pick<
  Handlers,
  | 'library.index'
  | 'library.records'
  | 'library.reveal'
  | 'library.openExternally'
  | 'library.videoApps'
  | 'library.openWith'
  | 'library.saveFrame'
  | 'library.readTags'
>;

/** Dependencies of the calls about single videos. */
export interface LibraryRecordHandlerDeps {
  readonly index: LibraryIndex;
  readonly library: Pick<VideoLibrary, 'readTagRecord'>;
  readonly references: Pick<ReferenceService, 'idsOf'>;
  readonly desktop: Desktop;
}

/** The path of a result's file, or the reason why it has none. */
async function locate(index: LibraryIndex, resultId: number): Promise<Result<{ readonly absolutePath: string }, AppError>> {
  const file = await index.locate(resultId);
  return file === null ? fail(await index.absenceError(resultId)) : ok(file);
}

async function readTags(
  { library, references, desktop }: LibraryRecordHandlerDeps,
  path: string,
): Promise<Result<CallOutput<'library.readTags'>, AppError>> {
  const record = mayOpenPath(path, desktop) ? await library.readTagRecord(path) : null;
  const tags = record === null ? null : parseTagRecord(record);
  if (tags === null) return ok({ found: null });
  const ids = await references.idsOf(tags.references);
  const missing = tags.references.filter(({ sha256 }) => !ids.has(sha256)).map(({ name }) => name);
  return ok({ found: { request: requestFromTags(tags, ids), lost: missing } });
}

/** Creates the handlers. Called once by `libraryHandlers`. */
export function libraryRecordHandlers(deps: LibraryRecordHandlerDeps): LibraryRecordHandlers {
  const { index, desktop } = deps;
  return {
    'library.index': () => ok(index.index()),
    'library.records': ({ resultIds }) => ok({ items: index.records(resultIds) }),
    async 'library.reveal'({ resultId }) {
      const file = await locate(index, resultId);
      if (!file.ok) return file;
      desktop.reveal(file.value.absolutePath);
      return ok({});
    },
    async 'library.openExternally'({ resultId }) {
      const file = await locate(index, resultId);
      if (!file.ok) return file;
      const { absolutePath } = file.value;
      const opened = hasVideoExtension(absolutePath) && (await desktop.openVideo(absolutePath));
      return opened ? ok({}) : fail({ kind: 'not-opened', name: basename(absolutePath).slice(0, 255) });
    },
    'library.videoApps': async () => ok({ apps: (await desktop.videoApps())?.map(({ id, name }) => ({ id, name })) ?? null }),
    async 'library.openWith'({ resultId, appId }) {
      const file = await locate(index, resultId);
      if (!file.ok) return file;
      const { absolutePath } = file.value;
      const outcome = hasVideoExtension(absolutePath) ? await desktop.openVideoWith(absolutePath, appId) : 'failed';
      if (outcome === 'cancelled') return fail({ kind: 'cancelled-by-user' });
      return outcome === 'opened' ? ok({}) : fail({ kind: 'not-opened', name: basename(absolutePath).slice(0, 255) });
    },
    async 'library.saveFrame'({ resultId, atSeconds, bytes }) {
      const [item] = index.records([resultId]);
      if (item === undefined) return fail({ kind: 'unknown-item', what: 'result' });
      const video = basename(item.fileName, extname(item.fileName));
      const path = await desktop.showSaveDialog('frame', `${video} ${atSeconds.toFixed(2)}s.png`);
      if (path === null) return fail({ kind: 'cancelled-by-user' });
      const outcome = await saveFileAtomically(path, bytes);
      return outcome.ok ? ok({ name: outcome.value }) : outcome;
    },
    'library.readTags': ({ path }) => readTags(deps, path),
  };
}
