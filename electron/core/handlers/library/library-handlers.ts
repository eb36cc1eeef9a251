// Handlers of the `library.*` IPC calls: the records of stored videos, their folder, their files, and the rebuild.
import type { HandlersOf } from '../handler-types.ts';
import { type LibraryDesktopHandlerDeps, libraryDesktopHandlers } from './library-desktop-handlers.ts';
import { type LibraryFileHandlerDeps, libraryFileHandlers } from './library-file-handlers.ts';
import { type LibraryFolderHandlerDeps, libraryFolderHandlers } from './library-folder-handlers.ts';
import { type LibraryNameHandlerDeps, libraryNameHandlers } from './library-name-handlers.ts';
import { type LibraryRebuildHandlerDeps, libraryRebuildHandlers } from './library-rebuild-handlers.ts';
import { type LibraryRecordHandlerDeps, libraryRecordHandlers } from './library-record-handlers.ts';
import { type LibrarySearchHandlerDeps, librarySearchHandlers } from './library-search-handlers.ts';
import { type LibraryTrashHandlerDeps, libraryTrashHandlers } from './library-trash-handlers.ts';

type LibraryHandlerDeps = LibraryRecordHandlerDeps &
  LibraryFolderHandlerDeps &
  LibraryFileHandlerDeps &
  LibraryDesktopHandlerDeps &
  LibraryNameHandlerDeps &
  LibraryRebuildHandlerDeps &
  LibrarySearchHandlerDeps &
  LibraryTrashHandlerDeps;

/** Combines the handlers of the area `library`. Called once by `core/compose/`. */
export const libraryHandlers = (deps: LibraryHandlerDeps): HandlersOf<'library'> => ({
  ...libraryRecordHandlers(deps),
  ...libraryFolderHandlers(deps),
  ...libraryFileHandlers(deps),
  ...libraryDesktopHandlers(deps),
  ...libraryNameHandlers(deps),
  ...libraryRebuildHandlers(deps),
  ...librarySearchHandlers(deps),
  ...libraryTrashHandlers(deps),
});
