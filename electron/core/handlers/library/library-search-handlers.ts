// Handler of the call that searches the library and the history.
import type { LibrarySearch } from '../../library/library-search.ts';
import type { Handlers } from '../handler-types.ts';

/** Dependencies of the call. */
export interface LibrarySearchHandlerDeps {
  readonly search: Pick<LibrarySearch, 'search'>;
}

/** Creates the handler of `library.search`. Called once by `libraryHandlers`. */
export const librarySearchHandlers = ({ search }: LibrarySearchHandlerDeps): Pick<Handlers, 'library.search'> => ({
  'library.search': (input) => search.search(input),
});
