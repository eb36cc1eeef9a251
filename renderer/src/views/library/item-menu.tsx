// The menu of one video: opened with the right mouse button in the grid, or with a button in the inspector.
import { Menu } from '@base-ui/react/menu';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { MenuAtPoint, type MenuPoint } from '../../components/popups/menu-at-point.tsx';
import { Entry } from '../../components/popups/menu-entry.tsx';
import { menuPopup } from '../../components/popups/menu-styles.ts';
import { messages } from '../../messages.ts';
import { JudgeMenuItems } from '../judging/judge-menu-items.tsx';
import { focusPromptAfterPopup } from '../slot-menu/focus-after-popup.ts';
import { ReferenceMenuItems } from '../slot-menu/reference-menu-items.tsx';
import { openTask } from '../task-inspector/open-task.ts';
import { FileEntries } from './files/file-entries.tsx';
import { checkFile } from './inspector/file-check-store.ts';
import { copyText, locateFile, openExternally, play, retryDownload, reuseRequest, reveal, useRevealLabel } from './item-actions.ts';
import { StackMenuItems } from './stacks/stack-menu-items.tsx';
import { TrashEntries } from './trash/trash-entries.tsx';

/** The entries of the menu, which depend on whether the file exists and is unchanged. Must be inside a `Menu.Positioner`. */
export function ItemMenuPopup({ item }: { readonly item: LibraryItem }) {
  const revealLabel = useRevealLabel();
  const isMissing = item.state === 'missing';
  return (
    <Menu.Popup className={`${menuPopup} min-w-[190px]`}>
      {isMissing ? (
        <>
          <Entry onClick={() => void retryDownload(item.resultId)}>{messages.library.downloadAgain}</Entry>
          <Entry onClick={() => void locateFile(item.resultId)}>{messages.folder.locate}</Entry>
        </>
      ) : (
        <>
          <Entry onClick={() => play(item.resultId)}>{messages.library.play}</Entry>
          <Entry onClick={() => void openExternally(item.resultId)}>{messages.player.openElsewhere}</Entry>
          <Entry onClick={() => void reveal(item.resultId)}>{revealLabel}</Entry>
          {item.verification === 'changed' && (
            <>
              <Entry onClick={() => void retryDownload(item.resultId)}>{messages.library.downloadAgain}</Entry>
              <Entry onClick={() => void locateFile(item.resultId)}>{messages.folder.locate}</Entry>
            </>
          )}
        </>
      )}
      <Menu.Separator className="my-1 h-px bg-line" />
      <JudgeMenuItems item={item} />
      <Menu.Separator className="my-1 h-px bg-line" />
      <StackMenuItems resultId={item.resultId} />
      <Entry
        onClick={() => {
          reuseRequest(item);
          focusPromptAfterPopup();
        }}
      >
        {messages.library.useAgain}
      </Entry>
      <ReferenceMenuItems item={item} />
      <Entry onClick={() => void copyText(item.request.prompt)}>{messages.library.copyPrompt}</Entry>
      <Entry onClick={() => void copyText(item.taskId)}>{messages.library.copyId}</Entry>
      <Menu.Separator className="my-1 h-px bg-line" />
      <FileEntries item={item} />
      <TrashEntries item={item} />
      <Menu.Separator className="my-1 h-px bg-line" />
      <Entry onClick={() => void checkFile(item.resultId)}>{messages.folder.checkFile}</Entry>
      <Entry onClick={() => openTask(item.id)}>{messages.library.details}</Entry>
    </Menu.Popup>
  );
}

/** The item of the menu, and the position at which it opens. */
export interface MenuTarget extends MenuPoint {
  readonly item: LibraryItem;
}

/** The menu at a position in the window instead of below a button. null closes it. */
export function ItemMenuAt({ target, onClose }: { readonly target: MenuTarget | null; readonly onClose: () => void }) {
  return (
    <Menu.Root open={target !== null} onOpenChange={(open) => open || onClose()} modal={false}>
      {target !== null && (
        <MenuAtPoint point={target}>
          <ItemMenuPopup item={target.item} />
        </MenuAtPoint>
      )}
    </Menu.Root>
  );
}
