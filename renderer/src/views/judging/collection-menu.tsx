// "Add to collection": menu items for one or several videos.
import { Menu } from '@base-ui/react/menu';
import { menuItem } from '../../components/popups/menu-styles.ts';
import { messages } from '../../messages.ts';
import { showFailure } from '../library/library-view.ts';
import { createCollection } from './collections.ts';
import { changeVideos } from './judge.ts';
import { useCollections } from './name-lists.ts';

/** The manual collections, and an item that creates one. `resultIds` is called when an item is chosen. Must be inside a `Menu.Popup`. */
export function CollectionMenuItems({ resultIds }: { readonly resultIds: () => readonly number[] }) {
  const collections = useCollections().filter(({ kind }) => kind === 'manual');
  return (
    <>
      {collections.map(({ id, name, parentId }) => (
        <Menu.Item
          key={id}
          className={`${menuItem} ${parentId === null ? '' : 'pl-6'}`}
          onClick={() => void showFailure(changeVideos(resultIds(), { kind: 'add-to-collection', collectionId: id }, name))}
        >
          <bdi className="truncate">{name}</bdi>
        </Menu.Item>
      ))}
      {collections.length > 0 && <Menu.Separator className="my-1 h-px bg-line" />}
      <Menu.Item className={menuItem} onClick={() => void createCollection({ videos: resultIds(), parentId: null, query: null })}>
        {messages.judging.newCollection}
      </Menu.Item>
    </>
  );
}
