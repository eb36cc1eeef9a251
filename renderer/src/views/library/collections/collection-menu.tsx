// The menu of a collection in the list.
import { Menu } from '@base-ui/react/menu';
import type { CollectionEntry } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { MenuEntry } from '../../../components/popups/menu-entry.tsx';
import { menuItem } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { isMac } from '../../../platform.ts';
import { createCollection, deleteCollection } from '../../judging/collections.ts';
import { showFailure } from '../library-view.ts';
import { useLibrarySearch } from '../search/search-store.ts';
import { moveCollection, moveCollectionByStep } from './collection-moves.ts';
import { placeAfterStep } from './collection-place.ts';

interface LineMenuProps {
  readonly collection: CollectionEntry;
  readonly allCollections: readonly CollectionEntry[];
  onRename(): void;
}

/** The items of the menu. Must be inside a `Menu.Popup`. */
export function LineMenu({ collection, allCollections, onRename }: LineMenuProps) {
  const { id, name, parentId, kind } = collection;
  const text = useLibrarySearch((s) => s.text.trim());
  const { rename, remove, createInside, moveUp, moveDown, moveToTop, moveInto, updateSearch } = messages.collections;
  const hasChildren = allCollections.some((other) => other.parentId === id);
  const parents = hasChildren ? [] : allCollections.filter((other) => other.parentId === null && other.id !== id && other.id !== parentId);
  const moveToEndOf = (to: number | null): void => void moveCollection(id, { parentId: to, beforeId: null });
  const canStep = (step: 1 | -1): boolean => placeAfterStep(allCollections, id, step) !== null;
  return (
    <>
      <MenuEntry onClick={onRename} keys="F2">
        {rename}
      </MenuEntry>
      {parentId === null && (
        <Menu.Item className={menuItem} onClick={() => void createCollection({ videos: [], parentId: id, query: null })}>
          {createInside}
        </Menu.Item>
      )}
      {kind === 'smart' && text !== '' && text !== collection.query && (
        <Menu.Item className={menuItem} onClick={() => void showFailure(call('collections.setQuery', { id, query: text }))}>
          <bdi className="truncate">{updateSearch(name)}</bdi>
        </Menu.Item>
      )}
      {canStep(-1) && (
        <MenuEntry onClick={() => void moveCollectionByStep(id, -1)} keys={isMac ? '⌥↑' : 'Alt+↑'}>
          {moveUp}
        </MenuEntry>
      )}
      {canStep(1) && (
        <MenuEntry onClick={() => void moveCollectionByStep(id, 1)} keys={isMac ? '⌥↓' : 'Alt+↓'}>
          {moveDown}
        </MenuEntry>
      )}
      {parentId !== null && (
        <Menu.Item className={menuItem} onClick={() => moveToEndOf(null)}>
          {moveToTop}
        </Menu.Item>
      )}
      {parents.map((parent) => (
        <Menu.Item key={parent.id} className={menuItem} onClick={() => moveToEndOf(parent.id)}>
          <bdi className="truncate">{moveInto(parent.name)}</bdi>
        </Menu.Item>
      ))}
      <Menu.Separator className="my-1 h-px bg-line" />
      <Menu.Item className={menuItem} onClick={() => void deleteCollection(id, name)}>
        <span className="flex-1">{remove}</span>
      </Menu.Item>
    </>
  );
}
