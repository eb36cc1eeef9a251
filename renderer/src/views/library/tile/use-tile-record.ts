// The record of a video that a tile or a list row shows, and whether the pointer is over the tile or row.
import { useState } from 'react';
import type { LibraryItem } from '../../../../../shared/ipc.ts';
import { useStudio } from '../../../store/studio-store.ts';

interface TileRecord {
  /** undefined until the record is loaded, and if it cannot be read. */
  readonly item: LibraryItem | undefined;
  readonly isUnreadable: boolean;
  readonly isHovered: boolean;
  /** For the element of the tile. */
  readonly hover: { onPointerEnter(): void; onPointerLeave(): void };
}

/** Returns the current record of a video, and whether the pointer is over its tile. The grid requests the record. */
export function useTileRecord(resultId: number): TileRecord {
  const item = useStudio((s) => s.records.get(resultId));
  const isUnreadable = useStudio((s) => s.unreadableRecords.has(resultId));
  const [isHovered, setIsHovered] = useState(false);
  const hover = { onPointerEnter: () => setIsHovered(true), onPointerLeave: () => setIsHovered(false) };
  return { item, isUnreadable, isHovered, hover };
}
