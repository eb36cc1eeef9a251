// The menu of one video: opened with the right mouse button in the grid, or with a button in the inspector.
import { Menu } from '@base-ui/react/menu';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { MenuAtPoint } from '../../components/popups/menu-at-point.tsx';
import { MenuEntry } from '../../components/popups/menu-entry.tsx';
import { menuPopup } from '../../components/popups/menu-styles.ts';
import { messages } from '../../messages.ts';
import { useStudio } from '../../store/studio-store.ts';
import { JudgeMenuItems } from '../judging/judge-menu-items.tsx';
import { focusPromptAfterPopup } from '../slot-menu/focus-after-popup.ts';
import { ReferenceMenuItems } from '../slot-menu/reference-menu-items.tsx';
import { openTask } from '../task-inspector/open-task.ts';
import { reuseSelection } from './files/file-actions.ts';
import { openFileDialog } from './files/file-dialog-store.ts';
import { FileMenuItems } from './files/file-menu-items.tsx';
import { OpenWithMenu } from './files/open-with-menu.tsx';
import { checkFile } from './inspector/file-check-store.ts';
import { copyText, locateFile, openExternally, play, retryDownload, reuseRequest, reveal, useRevealLabel } from './item-actions.ts';
import { useSelectedCount } from './library-view.ts';
import type { MenuTarget } from './menu-targets.ts';
import { StackMenuItems } from './stacks/stack-menu-items.tsx';
import { TrashMenuItems } from './trash/trash-menu-items.tsx';

/** The items of the menu, which depend on whether the file exists and is unchanged. Must be inside a `Menu.Positioner`. */
export function ItemMenuPopup({ item }: { readonly item: LibraryItem }) {
  const revealLabel = useRevealLabel();
  const isMissing = item.state === 'missing';
  return (
    <Menu.Popup className={`${menuPopup} min-w-[190px]`}>
      {isMissing ? (
        <>
          <MenuEntry onClick={() => void retryDownload(item.resultId)}>{messages.library.downloadAgain}</MenuEntry>
          <MenuEntry onClick={() => void locateFile(item.resultId)}>{messages.folder.locate}</MenuEntry>
          <MenuEntry onClick={() => openFileDialog({ kind: 'locate-missing' })}>{messages.missingFiles.open}</MenuEntry>
        </>
      ) : (
        <>
          <MenuEntry onClick={() => play(item.resultId)}>{messages.library.play}</MenuEntry>
          <MenuEntry onClick={() => void openExternally(item.resultId)}>{messages.player.openElsewhere}</MenuEntry>
          <OpenWithMenu resultId={item.resultId} />
          <MenuEntry onClick={() => void reveal(item.resultId)}>{revealLabel}</MenuEntry>
          {item.verification === 'changed' && (
            <>
              <MenuEntry onClick={() => void retryDownload(item.resultId)}>{messages.library.downloadAgain}</MenuEntry>
              <MenuEntry onClick={() => void locateFile(item.resultId)}>{messages.folder.locate}</MenuEntry>
            </>
          )}
        </>
      )}
      <Menu.Separator className="my-1 h-px bg-line" />
      <JudgeMenuItems item={item} />
      <Menu.Separator className="my-1 h-px bg-line" />
      <StackMenuItems resultId={item.resultId} />
      <UseAgainEntry item={item} />
      <ReferenceMenuItems item={item} />
      <MenuEntry onClick={() => void copyText(item.request.prompt)}>{messages.library.copyPrompt}</MenuEntry>
      <MenuEntry onClick={() => void copyText(item.serviceTaskId)}>{messages.library.copyId}</MenuEntry>
      <Menu.Separator className="my-1 h-px bg-line" />
      <FileMenuItems item={item} />
      <TrashMenuItems item={item} />
      <Menu.Separator className="my-1 h-px bg-line" />
      <MenuEntry onClick={() => void checkFile(item.resultId)}>{messages.folder.checkFile}</MenuEntry>
      <MenuEntry onClick={() => openTask(item.id)}>{messages.library.details}</MenuEntry>
    </Menu.Popup>
  );
}

/** "Use again": one request goes into the composer; several become the lines of a batch. */
function UseAgainEntry({ item }: { readonly item: LibraryItem }) {
  const isSelected = useStudio((s) => s.selection.includes(item.resultId));
  const count = useSelectedCount();
  if (isSelected && count > 1) return <MenuEntry onClick={reuseSelection}>{messages.library.reuseMany(count)}</MenuEntry>;
  return (
    <MenuEntry
      onClick={() => {
        reuseRequest(item);
        focusPromptAfterPopup();
      }}
    >
      {messages.library.useAgain}
    </MenuEntry>
  );
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
