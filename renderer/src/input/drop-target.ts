// Handlers for an element on which something can be dropped.
import { type DragEvent, useState } from 'react';

/** The state and the handlers that `useDropTarget` returns. */
export interface DropTarget {
  /** True while something that `accepts` allows is dragged over the element. */
  readonly isOver: boolean;
  /** For the element itself. */
  readonly handlers: {
    onDragOver(event: DragEvent): void;
    onDragLeave(event: DragEvent): void;
    onDropCapture(): void;
    onDrop(event: DragEvent): void;
  };
}

/**
 * Accepts what is dropped on an element or on its descendants. `accepts` decides by the types that are dragged; anything else is left to
 * the elements outside. A descendant that is a target itself must stop the propagation of its `drop`.
 */
export function useDropTarget(accepts: (event: DragEvent) => boolean, onDrop: (event: DragEvent) => void): DropTarget {
  const [isOver, setIsOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent): void => {
      if (!accepts(event)) return;
      event.preventDefault();
      setIsOver(true);
    },
    // The pointer may only have moved to a descendant.
    onDragLeave: (event: DragEvent): void => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
    },
    // Called even when a descendant handles the drop.
    onDropCapture: (): void => setIsOver(false),
    onDrop: (event: DragEvent): void => {
      if (!accepts(event)) return;
      event.preventDefault();
      onDrop(event);
    },
  };
  return { isOver, handlers };
}
