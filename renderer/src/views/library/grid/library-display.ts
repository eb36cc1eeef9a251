// How the library shows its videos: layout, size of the tiles, shape of the pictures, list of collections. Saved in the settings.
import { create } from 'zustand';
import type { Settings, SettingsChange } from '../../../../../shared/settings/settings.ts';
import { call } from '../../../api.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { useLibraryView } from '../library-view.ts';

/** The settings of the library's appearance. */
export type LibraryDisplay = Pick<
  Settings,
  'libraryLayout' | 'libraryTilePixels' | 'libraryPictureFit' | 'libraryStacks' | 'libraryCollections'
>;

/** Changes made in this window, which are shown before the settings contain them. */
const useUnsavedDisplay = create<Partial<LibraryDisplay>>(() => ({}));

/** The delay before changes are saved, in milliseconds. The slider reports each step, but only the last one is saved. */
const saveAfterMs = 300;

let isSavePending = false;
let pendingChange: SettingsChange = {};

/** Changes how the library is shown, now and after a restart. */
export function changeDisplay(change: Partial<LibraryDisplay>): void {
  useUnsavedDisplay.setState(change);
  pendingChange = { ...pendingChange, ...change };
  if (isSavePending) return;
  isSavePending = true;
  setTimeout(() => void save(), saveAfterMs);
}

/** Saves the changes. A refusal is shown above the grid, and the saved values are shown again. */
async function save(): Promise<void> {
  const change = pendingChange;
  isSavePending = false;
  pendingChange = {};
  const result = await call('settings.change', change);
  if (result.ok) return;
  useUnsavedDisplay.setState({}, true);
  useLibraryView.setState({ error: result.error });
}

/** How the library is shown now. */
export function useDisplay(): LibraryDisplay {
  const unsavedDisplay = useUnsavedDisplay();
  const libraryLayout = useStudio((s) => selectStatus(s)?.settings.libraryLayout ?? 'grid');
  const libraryTilePixels = useStudio((s) => selectStatus(s)?.settings.libraryTilePixels ?? 206);
  const libraryPictureFit = useStudio((s) => selectStatus(s)?.settings.libraryPictureFit ?? 'fit');
  const libraryStacks = useStudio((s) => selectStatus(s)?.settings.libraryStacks ?? false);
  const libraryCollections = useStudio((s) => selectStatus(s)?.settings.libraryCollections ?? false);
  return { libraryLayout, libraryTilePixels, libraryPictureFit, libraryStacks, libraryCollections, ...unsavedDisplay };
}
