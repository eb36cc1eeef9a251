// The items of a video's menu about the collection that is shown in its manual order.
import { Menu } from '@base-ui/react/menu';
import { call } from '../../../api.ts';
import { MenuEntry } from '../../../components/popups/menu-entry.tsx';
import { menuItem } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { isMac } from '../../../platform.ts';
import { actionTargets, changeVideos } from '../../judging/judge.ts';
import { useCollections } from '../../judging/name-lists.ts';
import { showFailure } from '../library-view.ts';
import { moveByStep, useCollectionOrder } from './collection-order.ts';

/** The items that move the video, set the cover and remove the video. Renders nothing while no collection is shown. Must be inside a `Menu.Popup`. */
export function ShownCollectionItems({ resultId }: { readonly resultId: number }) {
  const id = useCollectionOrder((s) => s.id);
  const name = useCollections().find((collection) => collection.id === id)?.name;
  if (id === null || name === undefined) return null;
  const { useAsCover, removeFrom, moveEarlier, moveLater } = messages.collections;
  const remove = (): void =>
    void showFailure(changeVideos(actionTargets(resultId), { kind: 'remove-from-collection', collectionId: id }, name));
  return (
    <>
      <MenuEntry onClick={() => moveByStep(actionTargets(resultId), -1)} keys={isMac ? '⌥←' : 'Alt+←'}>
        {moveEarlier}
      </MenuEntry>
      <MenuEntry onClick={() => moveByStep(actionTargets(resultId), 1)} keys={isMac ? '⌥→' : 'Alt+→'}>
        {moveLater}
      </MenuEntry>
      <Menu.Item className={menuItem} onClick={() => void showFailure(call('collections.setCover', { id, resultId }))}>
        {useAsCover}
      </Menu.Item>
      <Menu.Item className={menuItem} onClick={remove}>
        <bdi className="truncate">{removeFrom(name)}</bdi>
      </Menu.Item>
    </>
  );
}
