// The header of the library: which entries are shown, the filters, the order and the layout.
import { PanelLeft, X } from 'lucide-react';
import { memo } from 'react';
import { IconButton } from '../../components/button.tsx';
import { messages } from '../../messages.ts';
import { FacetBar } from './facets/facet-bar.tsx';
import { OrderMenus } from './facets/order-menus.tsx';
import { DisplayMenu } from './grid/display-menu.tsx';
import { changeDisplay } from './grid/library-display.ts';
import { ScopeSwitch } from './history/scope-switch.tsx';
import { clearSelection } from './library-view.ts';
import { VideoCount } from './search/search-summary.tsx';
import { TrashButton } from './trash/trash-bar.tsx';

interface Props {
  /** The number of videos in the library. */
  readonly count: number;
  /** The number of selected entries. */
  readonly selectedCount: number;
  /** Whether the library has nothing to show, so its layout cannot be chosen. */
  readonly isEmpty: boolean;
  readonly isHistory: boolean;
  /** Whether the list of collections is shown. */
  readonly hasCollections: boolean;
}

/** The header. It depends on no result of a search, so typing does not render its menus again. */
export const LibraryHeader = memo(function LibraryHeader({ count, selectedCount, isEmpty, isHistory, hasCollections }: Props) {
  return (
    <header className="@container/library flex min-h-[44px] shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b px-[14px] py-1">
      <CollectionsToggle isShown={hasCollections} />
      {/* In a narrow library, the heading is hidden to leave room for the switch beside it. */}
      <h1 className="sr-only font-semibold text-lg @[760px]/library:not-sr-only">{messages.library.title}</h1>
      <ScopeSwitch />
      <VideoCount libraryCount={count} />
      <TrashButton />
      <FacetBar />
      {selectedCount > 1 && (
        <span className="inline-flex shrink-0 items-center gap-1.5 rounded-full border border-accent/60 bg-accent-soft py-px pr-1 pl-2.5 text-[12px]">
          {messages.library.selected(selectedCount)}
          <button
            type="button"
            aria-label={messages.library.inspector.close}
            title={messages.library.inspector.close}
            className="grid size-[18px] place-items-center rounded-full text-dim hover:bg-hover hover:text-text"
            onClick={clearSelection}
          >
            <X size={12} aria-hidden />
          </button>
        </span>
      )}
      {(count > 0 || isHistory) && <OrderMenus />}
      {!isEmpty && <DisplayMenu />}
    </header>
  );
});

/** Shows and hides the list of collections. */
function CollectionsToggle({ isShown }: { readonly isShown: boolean }) {
  return (
    <IconButton
      label={isShown ? messages.collections.hide : messages.collections.show}
      aria-pressed={isShown}
      className="-ml-1.5"
      onClick={() => changeDisplay({ libraryCollections: !isShown })}
    >
      <PanelLeft size={15} aria-hidden />
    </IconButton>
  );
}
