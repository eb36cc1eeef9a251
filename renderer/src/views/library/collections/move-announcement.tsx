// Tells screen readers where a collection, or videos of a collection, were moved.
import { useMoveAnnouncement } from './collection-moves.ts';

/** Must stay mounted: a live region is only read when its text changes. */
export function MoveAnnouncement() {
  const text = useMoveAnnouncement((s) => s.text);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
