// The commands of menu items and keys.
import { beforeEach, expect, test, vi } from 'vitest';

vi.stubGlobal('window', { studio: { call: () => Promise.reject(new Error('not called')) } });
vi.stubGlobal('document', { querySelector: () => null, activeElement: null });

const { runCommand } = await import('../../../../renderer/src/shell/run-command.ts');
const { showStage, useStudio } = await import('../../../../renderer/src/store/studio-store.ts');
const { useLibrarySearch } = await import('../../../../renderer/src/views/library/search/search-store.ts');

/** Sets the active profile. Nothing else of the status is read here. */
const setActiveProfile = (activeProfileId: number | null): void => useStudio.setState({ mirror: { status: { activeProfileId } } } as never);

beforeEach(() => {
  useLibrarySearch.setState({ focusRequest: null });
  showStage({ kind: 'settings' });
});

test('the search shows the library and asks for its field', () => {
  setActiveProfile(1);
  runCommand('find', 'key');
  expect([useStudio.getState().stage.kind, useLibrarySearch.getState().focusRequest]).toEqual(['library', { selectsText: true }]);
});

test('the search does nothing while no profile is active, because there is no field', () => {
  setActiveProfile(null);
  runCommand('find', 'key');
  expect([useStudio.getState().stage.kind, useLibrarySearch.getState().focusRequest]).toEqual(['settings', null]);
});

test('a key does not change the view below a dialog that covers the window', () => {
  setActiveProfile(1);
  const query = vi.spyOn(document, 'querySelector').mockReturnValue({} as Element);
  runCommand('queue', 'key');
  expect(useStudio.getState().stage.kind).toBe('settings');
  query.mockReturnValue(null);
  runCommand('queue', 'key');
  expect(useStudio.getState().stage.kind).toBe('queue');
  query.mockRestore();
});
