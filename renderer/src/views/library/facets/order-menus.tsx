// The menus that order and group the library. Both choices are saved as settings.
import { Menu } from '@base-ui/react/menu';
import { ArrowDownUp, ChevronDown, Rows3 } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  effectiveGroup,
  effectiveSort,
  type GroupChoice,
  groupChoices,
  hasDateGroups,
  type ResultSort,
  sortChoices,
} from '../../../../../shared/search/result-order.ts';
import { call } from '../../../api.ts';
import { menuPopup } from '../../../components/popups/menu-styles.ts';
import { RadioItems } from '../../../components/popups/radio-items.tsx';
import { messages } from '../../../messages.ts';
import { collectionNameIn } from '../collections/chosen-collection.ts';
import { showFailure } from '../library-view.ts';
import { hasWords } from '../search/search-spec.ts';
import { setResultOrder, useLibrarySearch } from '../search/search-store.ts';

/** Relevance is offered only for a search with words. Groups by day or month are offered only for an order by date. */
export function OrderMenus() {
  const chosenSort = useLibrarySearch((s) => s.sort);
  const chosenGroup = useLibrarySearch((s) => s.group);
  const hasSearchWords = useLibrarySearch((s) => hasWords(s.parsed.query));
  const { sort: sortText, group: groupText, sorts, groups } = messages.search.order;
  const isInCollection = useLibrarySearch((s) => collectionNameIn(s.parsed.query) !== null);
  const isManual = useLibrarySearch((s) => s.prefersManual) && isInCollection;
  const sort = isManual ? 'manual' : effectiveSort(chosenSort, hasSearchWords);
  const automaticSorts = sortChoices.filter((choice) => choice !== 'relevance' || hasSearchWords);
  const group = effectiveGroup(chosenGroup, sort);
  const setSort = (choice: ResultSort): void => {
    setResultOrder(choice, chosenGroup);
    if (choice === 'manual') return;
    void showFailure(call('settings.change', { librarySort: choice }));
  };
  const setGroup = (choice: GroupChoice): void => {
    setResultOrder(sort, choice);
    void showFailure(call('settings.change', { libraryGroup: choice }));
  };
  return (
    <div className="ml-auto flex shrink-0 items-center">
      <OrderMenu
        label={sortText}
        icon={<ArrowDownUp size={13} aria-hidden />}
        value={sort}
        choices={isInCollection ? (['manual', ...automaticSorts] as const) : automaticSorts}
        nameOf={(choice) => sorts[choice]}
        isDisabled={() => false}
        onChange={setSort}
      />
      <OrderMenu
        label={groupText}
        icon={<Rows3 size={13} aria-hidden />}
        value={group}
        choices={groupChoices}
        nameOf={(choice) => groups[choice]}
        isDisabled={(choice) => (choice === 'day' || choice === 'month') && !hasDateGroups(sort)}
        onChange={setGroup}
      />
    </div>
  );
}

interface OrderMenuProps<Choice extends string> {
  readonly label: string;
  readonly icon: ReactNode;
  readonly value: Choice;
  readonly choices: readonly Choice[];
  nameOf(choice: Choice): string;
  isDisabled(choice: Choice): boolean;
  onChange(choice: Choice): void;
}

/** A button with the current choice. In a narrow library it is only an icon. */
function OrderMenu<Choice extends string>({ label, icon, value, choices, nameOf, isDisabled, onChange }: OrderMenuProps<Choice>) {
  const name = `${label}${messages.format.colon}${nameOf(value)}`;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={name}
        title={name}
        className="inline-flex h-[26px] min-w-[26px] items-center gap-1 rounded-control px-1.5 text-[12px] text-dim whitespace-nowrap hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
      >
        {icon}
        <span className="hidden @[820px]/library:inline">{nameOf(value)}</span>
        <ChevronDown size={12} aria-hidden className="hidden @[820px]/library:inline" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="z-50 outline-none" align="end" sideOffset={4}>
          <Menu.Popup className={`${menuPopup} min-w-[150px]`}>
            <RadioItems value={value} choices={choices} nameOf={nameOf} isDisabled={isDisabled} onChange={onChange} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
