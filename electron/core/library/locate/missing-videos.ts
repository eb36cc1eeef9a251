// The videos whose files a search still has to find, by size and content hash. Each is found at most once.
import type { MissingRow } from '../../../db/tables/library/library-index-table.ts';

/** The missing videos whose files have not been found yet. */
export interface MissingVideos {
  /** The sizes of their files. The set shrinks as videos are found. */
  readonly sizes: ReadonlySet<number>;
  readonly remainingCount: () => number;
  /** Removes and returns a missing video with this content; null if there is none. */
  take(bytes: number, sha256: string): MissingRow | null;
  /** Adds a video again that `take` removed. */
  putBack(row: MissingRow): void;
  remaining(): readonly MissingRow[];
}

/** Several videos may have the same content. Each needs its own file. */
export function createMissingVideos(rows: readonly MissingRow[]): MissingVideos {
  const rowsBySize = new Map<number, Map<string, MissingRow[]>>();
  const sizes = new Set<number>();
  let remainingCount = 0;

  function add(row: MissingRow): void {
    const rowsByContent = rowsBySize.get(row.bytes) ?? new Map<string, MissingRow[]>();
    rowsBySize.set(row.bytes, rowsByContent);
    // Thousands of videos may have the same content, so the list is not copied.
    const sameContent = rowsByContent.get(row.sha256);
    if (sameContent === undefined) rowsByContent.set(row.sha256, [row]);
    else sameContent.push(row);
    sizes.add(row.bytes);
    remainingCount += 1;
  }
  for (const row of rows) add(row);
  return {
    sizes,
    remainingCount: () => remainingCount,
    take(bytes, sha256) {
      const rowsByContent = rowsBySize.get(bytes);
      const sameContent = rowsByContent?.get(sha256);
      const first = sameContent?.shift();
      if (rowsByContent === undefined || sameContent === undefined || first === undefined) return null;
      remainingCount -= 1;
      if (sameContent.length === 0) rowsByContent.delete(sha256);
      if (rowsByContent.size > 0) return first;
      rowsBySize.delete(bytes);
      sizes.delete(bytes);
      return first;
    },
    putBack: add,
    remaining: () => [...rowsBySize.values()].flatMap((rowsByContent) => [...rowsByContent.values()].flat()),
  };
}
