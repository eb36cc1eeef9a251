// Decides whether a tag or a collection of a journal can have its name in this database. Pure.

/** Something with an id in this database. */
interface Identified {
  readonly id: number;
}

/**
 * `free`: it can have the name. `namesake`: it is new here, so it is the same as the one that already has the name. `waiting`: another one has the name
 * here, and the rename is retried later. `refused`: the maximum number exists already.
 */
export function claimName(
  existing: Identified | undefined,
  namesake: Identified | undefined,
  isFull: boolean,
): 'free' | 'namesake' | 'waiting' | 'refused' {
  if (existing === undefined) return namesake !== undefined ? 'namesake' : isFull ? 'refused' : 'free';
  return namesake === undefined || namesake.id === existing.id ? 'free' : 'waiting';
}
