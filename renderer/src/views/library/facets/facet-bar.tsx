// The facets in the header of the library: one button for all of them and, where there is room, chips side by side.
import { Menu } from '@base-ui/react/menu';
import { Toolbar } from '@base-ui/react/toolbar';
import { ChevronDown, ChevronRight, ListFilter, X } from 'lucide-react';
import { memo, useEffect } from 'react';
import { menuItem, menuPopup } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { openFacet, useLibrarySearch } from '../search/search-store.ts';
import { facetParts } from './facet-choice.ts';
import { FacetItems } from './facet-items.tsx';
import type { ShownFacet } from './facet-values.ts';
import { clearFacet, useFacetSummary, useShownFacets } from './use-facet.ts';

const popup = `${menuPopup} max-h-[min(400px,var(--available-height))] min-w-[190px] max-w-[340px] overflow-y-auto`;

/** Shows the facets that offer a choice. If there are none, renders only the space between its neighbours. */
export function FacetBar() {
  const facets = useShownFacets();
  // A menu that is unmounted with its stage does not report that it closed.
  useEffect(() => () => openFacet(null), []);
  if (facets.length === 0) return null;
  return (
    <>
      <FiltersButton facets={facets} />
      <Toolbar.Root
        aria-label={messages.search.facets.label}
        // The end fades out to show that more chips follow. Scrolling follows the keyboard focus.
        className="-ml-1 hidden min-w-0 flex-1 items-center gap-1.5 overflow-x-auto py-1 pr-6 pl-1 [mask-image:linear-gradient(to_right,black_calc(100%-24px),transparent)] [scrollbar-width:none] @[760px]/library:flex"
      >
        {facets.map((facet) => (
          <FacetChip key={facet} facet={facet} />
        ))}
      </Toolbar.Root>
    </>
  );
}

/** Records in the store which facet's menu is open. A closing menu changes nothing if another menu has opened meanwhile. */
function recordOpenFacet(facet: ShownFacet, isOpen: boolean): void {
  if (isOpen) openFacet(facet);
  else if (useLibrarySearch.getState().openFacet === facet) openFacet(null);
}

/** A chip with the name of its facet, or with the chosen values and a button that removes them. */
const FacetChip = memo(function FacetChip({ facet }: { readonly facet: ShownFacet }) {
  const summary = useFacetSummary(facet);
  const { facets, remove } = messages.search;
  const name = facets.names[facet];
  const isActive = summary !== null;
  return (
    <div
      data-active={isActive}
      className={`flex h-6 max-w-[220px] shrink-0 items-center rounded-full border text-[12px] ${
        isActive ? 'border-accent/60 bg-accent-soft' : 'border-line-strong text-dim'
      }`}
    >
      <Menu.Root modal={false} onOpenChange={(isOpen) => recordOpenFacet(facet, isOpen)}>
        <Toolbar.Button
          render={<Menu.Trigger />}
          aria-label={summary?.fullText ?? name}
          title={summary?.fullText}
          className={`flex h-full min-w-0 items-center gap-1 rounded-full pl-2.5 hover:text-text data-[popup-open]:text-text ${isActive ? 'pr-0.5' : 'pr-2'}`}
        >
          <bdi className="truncate">{summary?.text ?? name}</bdi>
          {!isActive && <ChevronDown size={11} aria-hidden className="shrink-0" />}
        </Toolbar.Button>
        <Menu.Portal>
          <Menu.Positioner className="z-50 outline-none" align="start" sideOffset={4}>
            <Menu.Popup className={popup} aria-label={name}>
              <FacetItems facet={facet} />
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {summary !== null && (
        <Toolbar.Button
          aria-label={remove(summary.text)}
          title={remove(summary.text)}
          onClick={() => clearFacet(facet, true)}
          className="grid size-6 shrink-0 place-items-center rounded-full text-dim hover:text-text"
        >
          <X size={12} aria-hidden />
        </Toolbar.Button>
      )}
    </div>
  );
});

/**
 * One menu with a submenu for each facet, for a narrow library and for chips that have no room. Its button shows the number of facets that
 * have conditions.
 */
const FiltersButton = memo(function FiltersButton({ facets }: { readonly facets: readonly ShownFacet[] }) {
  const activeCount = useLibrarySearch((s) => facets.filter((facet) => facetParts(facet, s.parsed).length > 0).length);
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        className="inline-flex h-[26px] shrink-0 items-center gap-1 rounded-control px-1.5 text-[12px] text-dim whitespace-nowrap hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
        title={messages.search.facets.filters}
      >
        <ListFilter size={13} aria-hidden />
        <span className="sr-only @[680px]/library:not-sr-only @[760px]/library:sr-only">{messages.search.facets.filters}</span>
        {activeCount > 0 && <span className="rounded-full bg-accent-soft px-1.5 text-accent">{messages.format.number(activeCount)}</span>}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="z-50 outline-none" align="start" sideOffset={4}>
          <Menu.Popup className={popup}>
            {facets.map((facet) => (
              <FacetSubmenu key={facet} facet={facet} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
});

function FacetSubmenu({ facet }: { readonly facet: ShownFacet }) {
  const summary = useFacetSummary(facet);
  const name = messages.search.facets.names[facet];
  return (
    <Menu.SubmenuRoot onOpenChange={(isOpen) => recordOpenFacet(facet, isOpen)}>
      <Menu.SubmenuTrigger className={`${menuItem} data-[popup-open]:bg-hover`}>
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {summary !== null && <bdi className="max-w-[150px] truncate text-accent text-sm">{summary.text}</bdi>}
        <ChevronRight size={13} aria-hidden className="shrink-0 text-dim" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="z-50 outline-none" sideOffset={2}>
          <Menu.Popup className={popup} aria-label={name}>
            <FacetItems facet={facet} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
