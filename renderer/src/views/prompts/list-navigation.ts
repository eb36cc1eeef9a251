// Moves through a list of options with the keys of the search field above it: the focus stays in the field, the active option changes.
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';

const pageRows = 6;

/** `active` is the id of the active option; null while the list is empty. */
interface ListNavigation {
  readonly active: number | null;
  setActive(id: number): void;
  /** Handles a key press. Returns true if the key moves in the list. */
  handleNavigationKey(event: KeyboardEvent): boolean;
  /** Makes the neighbour of an option active, because the option is about to disappear. */
  activateNeighbour(id: number): void;
}

/** Keeps the active option in view. Options must have their id as `data-option`. */
export function useListNavigation(ids: readonly number[], list: RefObject<HTMLElement | null>): ListNavigation {
  const [requestedId, setActive] = useState<number | null>(null);
  const active = requestedId !== null && ids.includes(requestedId) ? requestedId : (ids[0] ?? null);
  useEffect(() => {
    if (active !== null) list.current?.querySelector(`[data-option="${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [active, list]);
  const goTo = (index: number): void => setActive(ids[Math.max(0, Math.min(ids.length - 1, index))] ?? null);
  return {
    active,
    setActive,
    handleNavigationKey(event) {
      const index = active === null ? -1 : ids.indexOf(active);
      const steps: Readonly<Record<string, number>> = {
        ArrowDown: index + 1,
        ArrowUp: index - 1,
        PageDown: index + pageRows,
        PageUp: index - pageRows,
      };
      const step = steps[event.key];
      if (step === undefined || event.altKey) return false;
      event.preventDefault();
      goTo(step);
      return true;
    },
    activateNeighbour(id) {
      const index = ids.indexOf(id);
      setActive(ids[index + 1] ?? ids[index - 1] ?? null);
    },
  };
}
