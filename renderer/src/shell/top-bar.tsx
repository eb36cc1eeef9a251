// The title area with the search. On macOS it is also the title bar, so it leaves room for the window buttons and can be dragged.

import { messages } from '../messages.ts';
import { selectStatus, useStudio } from '../store/studio-store.ts';
import { SearchField } from '../views/library/search/field/search-field.tsx';

/**
 * Shows the name of the app and, in the middle, the search field. Dragging the bar moves the window, except at the field. `hasSearch` is
 * false on the first screen, which has no library to search.
 */
export function TopBar({ hasSearch }: { readonly hasSearch: boolean }) {
  const isMac = useStudio((s) => selectStatus(s)?.app.platform === 'darwin');
  return (
    <header
      className={`grid min-w-0 grid-cols-[minmax(max-content,1fr)_minmax(120px,540px)_minmax(0,1fr)] items-center gap-3 border-b border-line bg-panel px-3 [-webkit-app-region:drag] [grid-area:bar] ${isMac ? 'pl-[84px]' : ''}`}
    >
      <h1 className="text-[13px] font-semibold">{messages.app.name}</h1>
      {hasSearch && <SearchField />}
    </header>
  );
}
