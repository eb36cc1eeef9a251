// The line above the grid while the search asks for missing videos. It says what happened to their files, and what can be done.
import { Button } from '../../../components/button.tsx';
import { messages } from '../../../messages.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { openFileDialog } from './file-dialog-store.ts';

/** Renders nothing unless the search has the condition `is:missing` and finds videos. */
export function MissingBar() {
  const isShown = useLibrarySearch(
    (s) =>
      s.scope !== 'trash' &&
      (s.found?.resultIds.length ?? 0) > 0 &&
      s.parsed.conditions.some(({ condition }) => condition.field === 'is' && condition.flag === 'missing'),
  );
  if (!isShown) return null;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-[14px] py-2">
      <p className="min-w-0 flex-1 text-dim">{messages.missingFiles.detail}</p>
      <Button size="small" onClick={() => openFileDialog({ kind: 'locate-missing' })}>
        {messages.missingFiles.open}
      </Button>
    </div>
  );
}
