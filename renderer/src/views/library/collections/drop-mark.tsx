// The line that shows between which items something would be dropped.

const edges = {
  above: '-top-px inset-x-0 h-0.5',
  below: '-bottom-px inset-x-0 h-0.5',
  left: '-left-1 inset-y-0 w-0.5',
  right: '-right-1 inset-y-0 w-0.5',
} as const;

/** An edge of an item. */
export type DropEdge = keyof typeof edges;

/** A line at an edge of the item that contains it. The item must be positioned. */
export const DropMark = ({ edge, className = '' }: { readonly edge: DropEdge; readonly className?: string }) => (
  <span
    aria-hidden
    data-drop-mark={edge}
    className={`pointer-events-none absolute z-10 rounded-full bg-accent ${edges[edge]} ${className}`}
  />
);
