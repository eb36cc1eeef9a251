// The missing videos that a search looks for, by size and content. Each is found once.
import type { MissingRow } from '../../../db/tables/library-index-table.ts';

/** The missing videos that were not found yet. */
export interface WantedFiles {
  /** The sizes of their files; shrinks while they are found. */
  readonly sizes: ReadonlySet<number>;
  readonly left: () => number;
  /** A video with this content, which is then no longer wanted; null without one. */
  take(bytes: number, sha256: string): MissingRow | null;
  /** Makes a video that was taken wanted again. */
  giveBack(row: MissingRow): void;
  rest(): readonly MissingRow[];
}

/** Several videos may have one content: each needs a file of its own. */
export function createWantedFiles(rows: readonly MissingRow[]): WantedFiles {
  const wanted = new Map<number, Map<string, MissingRow[]>>();
  const sizes = new Set<number>();
  let left = 0;

  function add(row: MissingRow): void {
    const ofSize = wanted.get(row.bytes) ?? new Map<string, MissingRow[]>();
    wanted.set(row.bytes, ofSize);
    ofSize.set(row.sha256, [...(ofSize.get(row.sha256) ?? []), row]);
    sizes.add(row.bytes);
    left += 1;
  }
  for (const row of rows) add(row);
  return {
    sizes,
    left: () => left,
    take(bytes, sha256) {
      const ofSize = wanted.get(bytes);
      const [first = null, ...others] = ofSize?.get(sha256) ?? [];
      if (ofSize === undefined || first === null) return null;
      left -= 1;
      if (others.length > 0) ofSize.set(sha256, others);
      else ofSize.delete(sha256);
      if (ofSize.size > 0) return first;
      wanted.delete(bytes);
      sizes.delete(bytes);
      return first;
    },
    giveBack: add,
    rest: () => [...wanted.values()].flatMap((ofSize) => [...ofSize.values()].flat()),
  };
}
