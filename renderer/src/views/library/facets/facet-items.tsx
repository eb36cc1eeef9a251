// The values of a facet as menu items.
import { Menu } from '@base-ui/react/menu';
import { Ban, Check } from 'lucide-react';
import { menuItem } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { shownCounts, useLibrarySearch } from '../search/search-store.ts';
import { type ShownFacet, yearOf } from './facet-values.ts';
import { clearFacet, useFacet, useFacetSummary } from './use-facet.ts';

/** The maximum number of values that are drawn, because a library may have thousands of tags. Chosen values are always drawn. */
const mostShown = 200;

/**
 * The values of a facet with their counts. A click includes a value, Alt+click excludes it, and the menu stays open. Must be inside a
 * `Menu.Popup`.
 */
export function FacetItems({ facet }: { readonly facet: ShownFacet }) {
  const { values, choice, toggle } = useFacet(facet);
  const isActive = useFacetSummary(facet) !== null;
  const isCounted = useLibrarySearch((s) => shownCounts(s) !== null);
  const { facets } = messages.search;
  const isChosen = (value: string): boolean => choice.included.includes(value) || choice.excluded.includes(value);
  const shown = values.length <= mostShown ? values : values.filter(({ value }, at) => at < mostShown || isChosen(value));
  return (
    <>
      {values.length === 0 && <div className="px-2.5 py-1 text-dim">{isCounted ? facets.noValues : facets.counting}</div>}
      {shown.map(({ value, count, label }) => (
        <FacetItem
          key={value}
          label={label}
          count={count}
          isIndented={facet === 'month' && yearOf(value) === null && values.some((other) => yearOf(other.value) !== null)}
          state={choice.included.includes(value) ? 'included' : choice.excluded.includes(value) ? 'excluded' : 'none'}
          onInclude={() => toggle(value, 'included')}
          onExclude={() => toggle(value, 'excluded')}
        />
      ))}
      {shown.length < values.length && <p className="px-2.5 py-1 text-dim text-sm">{facets.more(values.length - shown.length)}</p>}
      {isActive && (
        <>
          <Menu.Separator className="my-1 h-px bg-line" />
          <Menu.Item className={menuItem} onClick={() => clearFacet(facet, false)}>
            <span className="w-[14px]" />
            {facets.clear(facets.names[facet])}
          </Menu.Item>
        </>
      )}
    </>
  );
}

interface ItemProps {
  readonly label: string;
  readonly count: number;
  readonly isIndented: boolean;
  readonly state: 'included' | 'excluded' | 'none';
  onInclude(): void;
  onExclude(): void;
}

function FacetItem({ label, count, isIndented, state, onInclude, onExclude }: ItemProps) {
  const { search } = messages;
  return (
    <Menu.CheckboxItem
      checked={state === 'included'}
      closeOnClick={false}
      aria-keyshortcuts="Alt+Enter"
      label={label}
      className={`${menuItem} group`}
      onClick={(event) => {
        // Without this, Base UI would toggle the item as well.
        event.preventBaseUIHandler();
        if (event.altKey) onExclude();
        else onInclude();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !event.altKey) return;
        event.preventDefault();
        event.preventBaseUIHandler();
        onExclude();
      }}
    >
      <span className="w-[14px] shrink-0">
        {state === 'included' && <Check size={13} aria-hidden />}
        {state === 'excluded' && <Ban size={13} aria-hidden className="text-bad" />}
      </span>
      <span
        className={`min-w-0 flex-1 truncate ${isIndented ? 'pl-3' : ''} ${count === 0 ? 'text-dim' : ''} ${state === 'excluded' ? 'line-through' : ''}`}
      >
        <bdi>{label}</bdi>
        {state === 'excluded' && <span className="sr-only">{messages.format.aside(search.facets.excluded)}</span>}
      </span>
      <span className="shrink-0 pl-3 text-dim text-sm tabular-nums">{messages.format.number(count)}</span>
      {/* Only for the mouse: with the keyboard, Alt+Enter on the item does the same. */}
      <span
        title={state === 'excluded' ? search.include(label) : search.exclude(label)}
        data-exclude
        aria-hidden
        className="-mr-1.5 grid size-6 shrink-0 place-items-center rounded-control text-dim opacity-0 hover:text-bad group-hover:opacity-100 group-data-[highlighted]:opacity-100"
        onClick={(event) => {
          event.stopPropagation();
          onExclude();
        }}
      >
        <Ban size={13} aria-hidden />
      </span>
    </Menu.CheckboxItem>
  );
}
