// Decides whether a tag or a collection from a journal gets its name in this database. Pure.

/** A row with an id in this database. */
interface Identified {
  readonly id: number;
}

/**
 * `free`: the name is available. `namesake`: the item is new here and counts as the existing item with this name. `waiting`: another
 * item has the name, so the rename is retried later. `refused`: the maximum number of items exists already.
 */
export function claimName(
  existing: Identified | undefined,
  namesake: Identified | undefined,
  isFull: boolean,
): 'free' | 'namesake' | 'waiting' | 'refused' {
  if (existing === undefined) return namesake !== undefined ? 'namesake' : isFull ? 'refused' : 'free';
  return namesake === undefined || namesake.id === existing.id ? 'free' : 'waiting';
}
