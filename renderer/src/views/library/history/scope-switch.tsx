// The switch between the videos of the library and the history of all tasks. The choice is saved in the settings.
import { libraryScopes } from '../../../../../shared/settings/settings-limits.ts';
import { call } from '../../../api.ts';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import { showFailure } from '../library-view.ts';
import { setScope, useLibrarySearch } from '../search/search-store.ts';

/** Shows a scope, and saves the choice for the next start. */
export function chooseScope(scope: (typeof libraryScopes)[number]): void {
  setScope(scope);
  void showFailure(call('settings.change', { libraryScope: scope }));
}

/** "Videos | History", as a radio group. */
export function ScopeSwitch() {
  const scope = useLibrarySearch((s) => s.scope);
  const texts = messages.history.scope;
  return (
    <SegmentedControl
      label={texts.label}
      value={scope === 'history' ? 'history' : 'videos'}
      options={libraryScopes.map((value) => ({ value, text: texts[value] }))}
      onChange={chooseScope}
      className="shrink-0 text-[12px]"
    />
  );
}
