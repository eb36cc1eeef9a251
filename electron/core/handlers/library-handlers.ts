// Calls about the stored videos and their folder.
import { basename, dirname, extname, isAbsolute } from 'node:path';
import { fail, ok } from '../../../shared/result.ts';
import { saveFileAtomically } from '../diagnostics/save-file.ts';
import type { KeepUnverified } from '../download/keep-unverified.ts';
import type { FileAudit } from '../library/file-audit.ts';
import type { FolderHealth } from '../library/folder-health.ts';
import type { FolderIdentity } from '../library/folder-identity.ts';
import type { LibraryIndex } from '../library/library-index.ts';
import type { LibraryMove } from '../library/library-move.ts';
import type { LibraryRebuild } from '../library/library-rebuild.ts';
import type { StoredFiles } from '../library/stored-files.ts';
import { parseTagRecord, requestFromTags } from '../library/tag-record.ts';
import type { PosterFiles } from '../media/poster-files.ts';
import type { Desktop, VideoLibrary } from '../ports.ts';
import { mayOpenPath } from '../references/path-permission.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { HandlersOf } from './handler-types.ts';

/** The system chooses by the name what it does with a file, and would run a program: only names that the studio itself gives videos are opened. */
const endsLikeVideo = (path: string): boolean => ['.mp4', '.mov', '.3gp', '.webm', '.mkv', '.ts'].includes(extname(path).toLowerCase());

export function libraryHandlers(parts: {
  index: LibraryIndex;
  files: StoredFiles;
  folder: FolderHealth;
  folders: Pick<FolderIdentity, 'unavailableErrorOf'>;
  move: LibraryMove;
  rounds: FileAudit;
  keeping: Pick<KeepUnverified, 'keep'>;
  rebuild: LibraryRebuild;
  library: VideoLibrary;
  references: ReferenceService;
  posters: PosterFiles;
  desktop: Desktop;
  signal: AbortSignal;
}): HandlersOf<'library'> {
  const { index, files, folder, folders, move, rounds, keeping, rebuild, library, references, posters, desktop, signal } = parts;
  return {
    'library.index': () => ok(index.index()),
    'library.records': ({ resultIds }) => ok({ items: index.records(resultIds) }),
    async 'library.reveal'({ resultId }) {
      const file = await index.locate(resultId);
      if (file === null) return fail(await index.whyAbsent(resultId));
      desktop.reveal(file.absolutePath);
      return ok({});
    },
    async 'library.openExternally'({ resultId }) {
      const file = await index.locate(resultId);
      if (file === null) return fail(await index.whyAbsent(resultId));
      const opened = endsLikeVideo(file.absolutePath) && (await desktop.openVideo(file.absolutePath));
      return opened ? ok({}) : fail({ kind: 'not-opened', name: basename(file.absolutePath).slice(0, 255) });
    },
    async 'library.openFolder'() {
      const opened = await desktop.openFolder(folder.path());
      return opened.ok ? ok({}) : opened;
    },
    async 'library.openStrays'() {
      const strays = folder.straysFolder();
      if (strays === null) return fail({ kind: 'file-missing' });
      const opened = await desktop.openFolder(library.incomingFolder(strays));
      return opened.ok ? ok({}) : opened;
    },
    async 'library.chooseFolder'() {
      const chosen = await desktop.chooseFolder(folder.path());
      if (chosen === null) return fail({ kind: 'cancelled-by-user' });
      const taken = await move.moveTo(chosen);
      return taken.ok ? ok({ folder: chosen }) : taken;
    },
    async 'library.moveFolder'() {
      const chosen = await desktop.chooseFolder(folder.path());
      if (chosen === null) return fail({ kind: 'cancelled-by-user' });
      const begun = await move.to(chosen);
      return begun.ok ? ok({ folder: chosen }) : begun;
    },
    async 'library.controlMove'({ action }) {
      if (action === 'retry') {
        const begun = move.retryFailed();
        return begun.ok ? ok({}) : begun;
      }
      if (action === 'cancel') await move.cancel();
      else move.dismiss();
      return ok({});
    },
    'library.moveFailures': () => ok({ files: move.failures() }),
    'library.verifyAll': () => {
      rounds.verifyAll();
      return ok({});
    },
    'library.stopVerifying': () => {
      rounds.stopVerifying();
      return ok({});
    },
    async 'library.verifyFile'({ resultId }) {
      if (!index.has(resultId)) return fail({ kind: 'unknown-item', what: 'result' });
      return ok({ verdict: (await files.verify(resultId, signal)) ?? 'unreadable' });
    },
    async 'library.keepUnverified'({ resultId }) {
      const kept = await keeping.keep(resultId);
      return kept.ok ? ok({}) : kept;
    },
    async 'library.locateFile'({ resultId }) {
      if (!index.has(resultId)) return fail({ kind: 'unknown-item', what: 'result' });
      const chosen = await desktop.chooseVideo();
      if (chosen === null || !isAbsolute(chosen)) return fail({ kind: 'cancelled-by-user' });
      const name = basename(chosen);
      switch (await files.relink(resultId, dirname(chosen), name, signal)) {
        case 'taken':
          return ok({});
        case 'file-mismatch':
          return fail({ kind: 'file-mismatch', name: name.slice(0, 255) });
        case 'missing':
          return fail({ kind: 'file-missing' });
      }
    },
    async 'library.rebuild'() {
      const away = await folders.unavailableErrorOf(folder.path());
      if (away !== null) return fail(away);
      const started = rebuild.start(folder.path());
      return started.ok ? ok({}) : started;
    },
    async 'library.rebuildFrom'() {
      const chosen = await desktop.chooseFolder(folder.path());
      if (chosen === null) return fail({ kind: 'cancelled-by-user' });
      const started = rebuild.start(chosen);
      return started.ok ? ok({ folder: chosen }) : started;
    },
    'library.cancelRebuild': () => {
      rebuild.cancel();
      return ok({});
    },
    'library.dismissRebuild': () => {
      rebuild.dismiss();
      return ok({});
    },
    async 'library.saveFrame'({ resultId, atSeconds, bytes }) {
      const [item] = index.records([resultId]);
      if (item === undefined) return fail({ kind: 'unknown-item', what: 'result' });
      const video = basename(item.fileName, extname(item.fileName));
      const path = await desktop.showSaveDialog('frame', `${video} ${atSeconds.toFixed(2)}s.png`);
      if (path === null) return fail({ kind: 'cancelled-by-user' });
      const written = await saveFileAtomically(path, bytes);
      return written.ok ? ok({ name: written.value }) : written;
    },
    async 'library.readTags'({ path }) {
      const record = mayOpenPath(path, desktop) ? await library.readTagRecord(path) : null;
      const tags = record === null ? null : parseTagRecord(record);
      if (tags === null) return ok({ found: null });
      const ids = await references.idsOf(tags.references);
      const lost = tags.references.filter(({ sha256 }) => !ids.has(sha256)).map(({ name }) => name);
      return ok({ found: { request: requestFromTags(tags, ids), lost } });
    },
    async 'library.startDrag'({ resultId }) {
      const file = await index.locate(resultId);
      if (file === null) return fail(await index.whyAbsent(resultId));
      const poster = await posters.locate(resultId, 'poster');
      desktop.startDrag(file.absolutePath, poster?.absolutePath ?? null);
      return ok({});
    },
  };
}
