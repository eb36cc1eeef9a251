// A fake of a library folder's trash, without a disk: moving a file moves it to another key of a map.
import type { TrashFiles } from '../../electron/core/ports.ts';
import { ok } from '../../shared/result.ts';

type FileMap = Map<string, { readonly bytes: number; readonly modifiedAtMs: number }>;

/** `files` returns the files by absolute path. `onMoved` receives the relative paths of each moved file. */
export function fakeTrashFiles(files: () => FileMap, onMoved: (from: string, to: string) => void): TrashFiles {
  return {
    async freePath(folder, path, isReserved) {
      const [, stem = path, extension = ''] = /^(.*?)(\.[a-z0-9]+)?$/i.exec(path) ?? [];
      for (let number = 1; ; number += 1) {
        const candidate = number === 1 ? path : `${stem} (${number})${extension}`;
        if (!isReserved(candidate) && !files().has(`${folder}/${candidate}`)) return ok(candidate);
      }
    },
    async moveWithin(folder, moves) {
      return moves.map(({ from, to, isResumed }) => {
        const [source, target] = [`${folder}/${from}`, `${folder}/${to}`];
        const file = files().get(source);
        if (file === undefined) return ok(isResumed && files().has(target) ? 'moved' : 'missing');
        if (files().has(target)) return ok('taken');
        files().set(target, file);
        files().delete(source);
        onMoved(from, to);
        return ok('moved');
      });
    },
    async moveBack(folder, moves) {
      for (const { from, to } of moves) {
        const file = files().get(`${folder}/${to}`);
        if (file === undefined || files().has(`${folder}/${from}`)) continue;
        files().set(`${folder}/${from}`, file);
        files().delete(`${folder}/${to}`);
        onMoved(to, from);
      }
      return moves.map(() => ok(null));
    },
    async deleteFromTrash(folder, paths) {
      for (const path of paths) files().delete(`${folder}/${path}`);
      return paths.map(() => ok(null));
    },
  };
}
