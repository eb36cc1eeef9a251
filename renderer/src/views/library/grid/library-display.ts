// How the library shows its videos: layout, size of the tiles, shape of the pictures, list of collections. The settings keep it.
import { create } from 'zustand';
import type { Settings, SettingsChange } from '../../../../../shared/settings.ts';
import { call } from '../../../api.ts';
import { selectStatus, useStudio } from '../../../store/studio-store.ts';
import { useLibraryView } from '../library-view.ts';

/** What the user can choose. */
export type LibraryDisplay = Pick<
  Settings,
  'libraryLayout' | 'libraryTilePixels' | 'libraryPictureFit' | 'libraryStacks' | 'libraryCollections'
>;

/** What was chosen in this window, which shows it before the settings have it. */
const useChosen = create<Partial<LibraryDisplay>>(() => ({}));

/** The slider reports each step; the settings get the last one. */
const saveAfterMs = 300;

let isSavePending = false;
let unsaved: SettingsChange = {};

/** Changes how the library is shown, now and for the next start. */
export function changeDisplay(change: Partial<LibraryDisplay>): void {
  useChosen.setState(change);
  unsaved = { ...unsaved, ...change };
  if (isSavePending) return;
  isSavePending = true;
  setTimeout(() => void save(), saveAfterMs);
}

/** Saves what was chosen; a refusal is shown above the grid, and the saved values are shown again. */
async function save(): Promise<void> {
  const change = unsaved;
  isSavePending = false;
  unsaved = {};
  const answer = await call('settings.change', change);
  if (answer.ok) return;
  useChosen.setState({}, true);
  useLibraryView.setState({ error: answer.error });
}

/** How the library is shown now. */
export function useDisplay(): LibraryDisplay {
  const chosen = useChosen();
  const libraryLayout = useStudio((s) => selectStatus(s)?.settings.libraryLayout ?? 'grid');
  const libraryTilePixels = useStudio((s) => selectStatus(s)?.settings.libraryTilePixels ?? 206);
  const libraryPictureFit = useStudio((s) => selectStatus(s)?.settings.libraryPictureFit ?? 'fit');
  const libraryStacks = useStudio((s) => selectStatus(s)?.settings.libraryStacks ?? false);
  const libraryCollections = useStudio((s) => selectStatus(s)?.settings.libraryCollections ?? false);
  return { libraryLayout, libraryTilePixels, libraryPictureFit, libraryStacks, libraryCollections, ...chosen };
}
