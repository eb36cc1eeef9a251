// Caches the masks of recent words and conditions, which are needed again while the user types, changes the order or opens the facets.
import type { EntryColumns } from '../indexing/entry-columns.ts';
import type { Mask } from '../indexing/entry-mask.ts';

/** About 640 masks for a library of 100,000 videos, 64 for 1,000,000. */
const maxBytes = 8_000_000;

/** Masks by key. A key identifies everything that its mask depends on, except the entries. */
export interface MaskCache {
  /** Returns the cached mask of a key, or computes it. The mask is shared, so callers must not change it. */
  get(key: string, compute: () => Mask): Mask;
}

/** Creates a cache. It is cleared when entries change, and drops the least recently used masks when it is full. */
export function createMaskCache(columns: Pick<EntryColumns, 'count' | 'version'>): MaskCache {
  /** The least recently used first. */
  const masks = new Map<string, Mask>();
  let version = -1;

  /** Makes room for one more mask. */
  function makeRoom(): void {
    const maxMasks = Math.max(4, Math.floor((maxBytes * 8) / Math.max(1, columns.count)));
    for (const key of masks.keys()) {
      if (masks.size < maxMasks) return;
      masks.delete(key);
    }
  }

  return {
    get(key, compute) {
      if (version !== columns.version) masks.clear();
      version = columns.version;
      const cached = masks.get(key);
      const mask = cached ?? compute();
      if (cached === undefined) makeRoom();
      masks.delete(key);
      masks.set(key, mask);
      return mask;
    },
  };
}
