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
  moveToTop: 'Move to the top level',
  moveInto: (name: string): string => `Move into “${name}”`,
  saveSearch: 'Save search as smart collection',
  updateSearch: (name: string): string => `Save the search in “${name}”`,
  smart: 'smart collection',
  removeFrom: (name: string): string => `Remove from “${name}”`,
  empty: 'Make a collection, then drag videos onto it.',
};
