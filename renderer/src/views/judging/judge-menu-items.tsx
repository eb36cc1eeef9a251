// The items of a video's menu that judge it: rating, flag, favourite.
import { Menu } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { maxRating } from '../../../../shared/judgement/judgement.ts';
import { MenuEntry } from '../../components/popups/menu-entry.tsx';
import { menuItem, menuPopup } from '../../components/popups/menu-styles.ts';
import { RadioItems } from '../../components/popups/radio-items.tsx';
import { messages } from '../../messages.ts';
import { ShownCollectionItems } from '../library/collections/shown-collection-items.tsx';
import { CollectionMenuItems } from './collection-menu.tsx';
import { editTagsOf } from './edit-tags.ts';
import { actionTargets, judge } from './judge.ts';

const ratings = Array.from({ length: maxRating + 1 }, (_, index) => maxRating - index);
const flags = ['pick', 'reject', 'none'] as const;

/** Acts on the whole selection if the video is part of it. Must be inside a `Menu.Popup`. */
export function JudgeMenuItems({ item }: { readonly item: LibraryItem }) {
  const { rating, flag, stars, noStars, favourite, flagNames } = messages.judging;
  const videos = (): readonly number[] => actionTargets(item.resultId);
  return (
    <>
      <Submenu label={rating}>
        <RadioItems
          value={item.rating}
          choices={ratings}
          nameOf={(value) => (value === 0 ? noStars : stars(value))}
          onChange={(value) => judge(videos(), { kind: 'rate', rating: value })}
        />
      </Submenu>
      <Submenu label={flag}>
        <RadioItems
          value={item.flag ?? 'none'}
          choices={flags}
          nameOf={(value) => flagNames[value]}
          onChange={(value) => judge(videos(), { kind: 'flag', flag: value === 'none' ? null : value })}
        />
      </Submenu>
      <Menu.CheckboxItem
        checked={item.isFavourite}
        closeOnClick
        onClick={() => judge(videos(), { kind: 'favourite' })}
        className={menuItem}
      >
        <span className="min-w-0 flex-1">{favourite}</span>
        {item.isFavourite && <Check size={13} aria-hidden />}
      </Menu.CheckboxItem>
      <MenuEntry onClick={() => editTagsOf(videos())}>{messages.judging.tagsEntry}</MenuEntry>
      <Submenu label={messages.judging.addToCollection}>
        <CollectionMenuItems resultIds={videos} />
      </Submenu>
      <ShownCollectionItems resultId={item.resultId} />
    </>
  );
}

/** An item that opens a submenu. */
function Submenu({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={`${menuItem} data-[popup-open]:bg-hover`}>
        <span className="min-w-0 flex-1 truncate">{label}</span>
        <ChevronRight size={13} aria-hidden className="shrink-0 text-dim" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner className="z-50 outline-none" sideOffset={2}>
          <Menu.Popup className={`${menuPopup} max-h-[min(400px,var(--available-height))] max-w-[320px] min-w-[160px] overflow-y-auto`}>
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
