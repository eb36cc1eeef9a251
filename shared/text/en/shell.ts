// The application menu, system dialogs, and messages before the window opens.
import type { AppMenuItem, MenuRole } from '../../menu-commands.ts';

const fileKinds: { readonly [kind in 'image' | 'video' | 'audio']: string } = { image: 'Images', video: 'Videos', audio: 'Audio' };
const menu: { readonly [item in AppMenuItem]: string } = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  generate: 'Generate',
  pause: 'Pause or resume queue',
  'focus-prompt': 'Write a prompt',
  find: 'Find videos',
  undo: 'Undo',
  redo: 'Redo',
  library: 'Library',
  queue: 'Queue',
  models: 'Models',
  settings: 'Settings…',
  'open-logs': 'Open logs',
  'get-key': 'Get an API key',
  documentation: 'EvoLink documentation',
};

const roles: { readonly [role in MenuRole]: string } = {
  about: 'About Evolink Studio',
  services: 'Services',
  hide: 'Hide Evolink Studio',
  hideOthers: 'Hide others',
  unhide: 'Show all',
  quit: 'Quit',
  close: 'Close window',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  delete: 'Delete',
  selectAll: 'Select all',
  resetZoom: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  togglefullscreen: 'Full screen',
  toggleDevTools: 'Developer tools',
  minimize: 'Minimise',
  zoom: 'Zoom',
  front: 'Bring all to front',
};

/** The system's own words as the last paragraph of a message box. */
const systemMessage = (reason: string): string => `\n\nSystem message: ${reason}`;

/** The labels of the application menu and of system dialogs, and the message boxes before the window opens. */
export const shell = {
  chooseLibraryFolder: 'Choose the folder for your videos',
  chooseReferences: 'Choose references',
  chooseApp: 'Open with',
  applications: 'Applications',
  fileKinds,
  menu,
  roles,
  /** In the context menu of a misspelled word. */
  spelling: { noSuggestions: 'No suggestions', addToDictionary: 'Add to dictionary' },
  databaseFromFuture: {
    title: 'This library was last used by a newer Evolink Studio',
    detail: (version: number, known: number) =>
      `Its format is ${version}; this version of Evolink Studio supports formats up to ${known}. Nothing was changed. Install the latest version to open it.`,
  },
  databaseUnusable: {
    title: 'The library could not be opened',
    detail: {
      'in-use': (folder: string, reason: string): string =>
        `Another program is using the library in ${folder}: a second Evolink Studio, a backup or a sync service. Close it, or wait until it has finished, then start Evolink Studio again. Nothing was changed.${systemMessage(reason)}`,
      'not-writable': (folder: string, reason: string): string =>
        `Evolink Studio is not allowed to write to ${folder}. Give it permission, or check that the disk is not write-protected, then start it again. Nothing was changed.${systemMessage(reason)}`,
      'disk-full': (folder: string, reason: string): string =>
        `The disk is full. Free up space on the disk that contains ${folder}, then start Evolink Studio again. Nothing was changed.${systemMessage(reason)}`,
      other: (folder: string, reason: string): string =>
        `Nothing was changed in ${folder}. Check that the folder and the file studio.sqlite in it can be read and written, then start Evolink Studio again.${systemMessage(reason)}`,
    },
  },
};
