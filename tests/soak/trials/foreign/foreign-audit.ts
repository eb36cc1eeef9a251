// What must hold after each round: no byte that ever lay in the folder is gone from it, and no video counts as missing that is there.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ResultRow } from '../../../../electron/db/tables/result-table.ts';
import type { Tables } from '../../../../electron/db/tables/tables.ts';
import { asReceived } from '../../../support/as-received.ts';
import { withTables } from '../../../support/seeded-results.ts';
import { coverageOf, type Video } from './videos.ts';

/** Of the history of a task, the newest. */
const journalLines = 30;

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

export interface RowFault {
  readonly kind: 'missing that is there' | 'other bytes';
  /** The same for the same row and file in every round. */
  readonly key: string;
  /** Everything that is known about the row, its file and its history, in lines. */
  readonly explanation: readonly string[];
}

/** Judges the rows of a database whose studio does not run. */
export function judgeRows(databasePath: string, videos: readonly Video[]): readonly RowFault[] {
  return withTables(databasePath, (tables) => {
    const faults: RowFault[] = [];
    for (let afterId = 0; ; ) {
      const ids = tables.results.filesAfter(afterId, 100);
      for (const id of ids) {
        const row = tables.results.get(id);
        const folder = row?.folderId == null ? null : tables.results.folderPath(row.folderId);
        const path = row?.path == null || folder === null ? null : join(folder, row.path);
        if (row === undefined || path === null || !existsSync(path) || statSync(path).size !== row.bytes) continue;
        const bytes = readFileSync(path);
        const kind = row.state === 'missing' ? 'missing that is there' : sha(bytes) === row.sha256 ? null : 'other bytes';
        if (kind === null) continue;
        const key = [kind, id, row.path, row.sha256, sha(bytes)].join(' ');
        faults.push({ kind, key, explanation: explain(tables, row, path, bytes, videos) });
      }
      const last = ids.at(-1);
      if (last === undefined) return faults;
      afterId = last;
    }
  });
}

function explain(tables: Tables, row: ResultRow, path: string, bytes: Buffer, videos: readonly Video[]): readonly string[] {
  const { mtimeMs, birthtimeMs, nlink, ino } = statSync(path);
  const covered = coverageOf(bytes, videos);
  const held = covered === null ? 'no known video' : `video ${covered.number} (${covered.bytes} bytes of it)`;
  return [
    `result ${row.id}, ${row.state}, ${row.url?.replace(/^.*\//, '')}, error ${row.error}, ${row.path}, ${row.bytes} bytes`,
    `row: sha256 ${row.sha256}, received ${row.receivedSha256}, modified ${row.modifiedAtMs}, checked ${row.checkedAtMs}`,
    `file: sha256 ${sha(bytes)}, modified ${Math.round(mtimeMs)}, made ${Math.round(birthtimeMs)}, ${held}, ${nlink} names, inode ${ino}`,
    `received part of the file: sha256 ${sha(asReceived(bytes))}`,
    ...tables.journal
      .ofTask(row.taskId)
      .slice(-journalLines)
      .map(({ atMs, resultId, fact, state, detail }) => `journal: ${atMs} result ${resultId} ${fact} → ${state} ${detail}`),
  ];
}
