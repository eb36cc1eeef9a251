// Keeps the masks of the last words and conditions, which stay the same while one types on, counts facets or changes the order.
import type { EntryColumns } from '../indexing/entry-columns.ts';
import type { Mask } from './entry-mask.ts';

/** Of a library of 100,000 videos these are 60 masks, of 1,000,000 six. */
const maxBytes = 8_000_000;

/** Masks by a key that says all that they depend on but the entries. */
export interface MaskCache {
  /** Returns the mask of a key, made by `make` where it is not known. It is shared: nobody may change it. */
  get(key: string, make: () => Mask): Mask;
}

/** Forgets everything when entries change, and what was not used for the longest time when there is too much. */
export function createMaskCache(columns: Pick<EntryColumns, 'count' | 'version'>): MaskCache {
  /** In the order of their last use. */
  const masks = new Map<string, Mask>();
  let version = -1;

  /** Leaves room for one more. */
  function makeRoom(): void {
    const most = Math.max(4, Math.floor(maxBytes / Math.max(1, columns.count)));
    for (const key of masks.keys()) {
      if (masks.size < most) return;
      masks.delete(key);
    }
  }

  return {
    get(key, make) {
      if (version !== columns.version) masks.clear();
      version = columns.version;
      const known = masks.get(key);
      const mask = known ?? make();
      if (known === undefined) makeRoom();
      masks.delete(key);
      masks.set(key, mask);
      return mask;
    },
  };
}
