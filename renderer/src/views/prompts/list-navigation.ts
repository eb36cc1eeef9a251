// Moves through a list of options with the keys of the search field above it: the focus stays in the field, the active option changes.
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';

const page = 6;

/** `active` is the id of the active option; null while the list is empty. */
interface ListNavigation {
  readonly active: number | null;
  setActive(id: number): void;
  /** Handles a key press; true if it was a key that moves. */
  walk(event: KeyboardEvent): boolean;
  /** Makes the neighbour of an option active, because the option is about to disappear. */
  leave(id: number): void;
}

/** Keeps the active option in view. Options must have their id as `data-option`. */
export function useListNavigation(ids: readonly number[], list: RefObject<HTMLElement | null>): ListNavigation {
  const [wanted, setActive] = useState<number | null>(null);
  const active = wanted !== null && ids.includes(wanted) ? wanted : (ids[0] ?? null);
  useEffect(() => {
    if (active !== null) list.current?.querySelector(`[data-option="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active, list]);
  const goTo = (at: number): void => setActive(ids[Math.max(0, Math.min(ids.length - 1, at))] ?? null);
  return {
    active,
    setActive,
    walk(event) {
      const at = active === null ? -1 : ids.indexOf(active);
      const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page };
      const step = steps[event.key];
      if (step === undefined || event.altKey) return false;
      event.preventDefault();
      goTo(step);
      return true;
    },
    leave(id) {
      const at = ids.indexOf(id);
      setActive(ids[at + 1] ?? ids[at - 1] ?? null);
    },
  };
}
