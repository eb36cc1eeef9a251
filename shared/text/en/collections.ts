// The list of collections at the left of the library.

/** The list, its menus, and the names of new collections. */
export const collections = {
  title: 'Collections',
  show: 'Show collections',
  hide: 'Hide collections',
  all: 'All videos',
  picks: 'Picks',
  favourites: 'Favourites',
  newName: 'New collection',
  newSmartName: 'New search',
  create: 'New collection',
  createInside: 'New collection inside',
  rename: 'Rename',
  nameOf: (name: string): string => `New name of ${name}`,
  remove: 'Delete',
  useAsCover: 'Use as cover',
  moveUp: 'Move up',
  moveDown: 'Move down',
  moveToTop: 'Move to the top level',
  moveInto: (name: string): string => `Move into “${name}”`,
  /** For screen readers, after a collection was moved, or a video in a collection. */
  moved: (name: string, at: number, of: number): string => `${name}: position ${at} of ${of}`,
  /** The same, for a collection in another one. */
  movedInto: (name: string, at: number, parent: string): string => `${name}: position ${at} in ${parent}`,
  moveEarlier: 'Move earlier',
  moveLater: 'Move later',
  saveSearch: 'Save search as smart collection',
  updateSearch: (name: string): string => `Save the search in “${name}”`,
  smart: 'smart collection',
  removeFrom: (name: string): string => `Remove from “${name}”`,
  empty: 'Make a collection, then drag videos onto it.',
};
