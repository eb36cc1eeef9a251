// Shows on which side of a video the dragged ones would be dropped, in a collection that is shown in its manual order.
import type { DropSide } from './chosen-collection.ts';
import { useVideoDrop } from './collection-order.ts';
import { type DropEdge, DropMark } from './drop-mark.tsx';

interface Props {
  readonly resultId: number;
  /** The edge of the video for each side, which differs between grid and list. */
  readonly edges: Readonly<Record<DropSide, DropEdge>>;
}

/** A line at an edge of a video; nothing unless the pointer is over that video. */
export function VideoDropMark({ resultId, edges }: Props) {
  const side = useVideoDrop((s) => (s.targetId === resultId ? s.side : null));
  return side === null ? null : <DropMark edge={edges[side]} />;
}
