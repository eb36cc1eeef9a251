// Whether a tag or a collection of a journal can have its name here. Pure.

/** Something with an id in this database. */
interface Named {
  readonly id: number;
}

/**
 * `free`: it can have the name. `namesake`: it is new here, so it is what has the name already. `waiting`: another one has the name here, and the new name is
 * tried again later. `refused`: there are as many as there may be.
 */
export function claimName(
  known: Named | undefined,
  namesake: Named | undefined,
  isFull: boolean,
): 'free' | 'namesake' | 'waiting' | 'refused' {
  if (known === undefined) return namesake !== undefined ? 'namesake' : isFull ? 'refused' : 'free';
  return namesake === undefined || namesake.id === known.id ? 'free' : 'waiting';
}
