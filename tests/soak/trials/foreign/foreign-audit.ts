// What must hold after each round: no byte that ever lay in the folder is gone from it, and no video counts as missing that is there.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from '../../../support/seeded-results.ts';
import { coverageOf, type Video } from './videos.ts';

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Audit {
  /** Files of the person's own, which must stay by hash. */
  keep(bytes: Buffer): void;
  /** Compares with everything seen before; what was lost, in words. */
  lost(folder: string, videos: readonly Video[]): string[];
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

export function createAudit(): Audit {
  const kept = new Set<string>();
  /** The most that was ever there of each video. */
  const most = new Map<number, number>();
  return {
    keep: (bytes) => void kept.add(sha(bytes)),
    lost(folder, videos) {
      const hashes = new Set<string>();
      const now = new Map<number, number>();
      for (const path of filesBelow(folder)) {
        const bytes = readFileSync(path);
        hashes.add(sha(bytes));
        const covered = coverageOf(bytes, videos);
        if (covered !== null) now.set(covered.number, Math.max(now.get(covered.number) ?? 0, covered.bytes));
      }
      const lost: string[] = [];
      for (const hash of kept) if (!hashes.has(hash)) lost.push(`the person’s file ${hash.slice(0, 12)}`);
      for (const [number, bytes] of most)
        if ((now.get(number) ?? 0) < bytes) lost.push(`video ${number}: ${now.get(number) ?? 0} of ${bytes} bytes`);
      for (const [number, bytes] of now) most.set(number, Math.max(most.get(number) ?? 0, bytes));
      return lost;
    },
  };
}

/** Judges the rows of a database whose studio does not run. */
export function judgeRows(databasePath: string): { readonly missingThatAreThere: number; readonly otherBytes: number } {
  return withTables(databasePath, (tables) => {
    const count = { missingThatAreThere: 0, otherBytes: 0 };
    for (let afterId = 0; ; ) {
      const ids = tables.results.filesAfter(afterId, 100);
      for (const id of ids) {
        const row = tables.results.get(id);
        const folder = row?.folderId == null ? null : tables.results.folderPath(row.folderId);
        const path = row?.path == null || folder === null ? null : join(folder, row.path);
        if (row === undefined || path === null || !existsSync(path) || statSync(path).size !== row.bytes) continue;
        if (row.state === 'missing') count.missingThatAreThere += 1;
        else if (sha(readFileSync(path)) !== row.sha256) count.otherBytes += 1;
      }
      const last = ids.at(-1);
      if (last === undefined) return count;
      afterId = last;
    }
  });
}
