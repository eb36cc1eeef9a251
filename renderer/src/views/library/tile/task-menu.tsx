// The menu of a task in the library: the actions that the queue offers for it, and copying.
import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import type { Task } from '../../../../../shared/task.ts';
import { ConfirmDialog } from '../../../components/dialog.tsx';
import { MenuAtPoint } from '../../../components/popups/menu-at-point.tsx';
import { menuItem, menuPopup } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { selectTask, showStage, useStudio } from '../../../store/studio-store.ts';
import { useTaskRecord } from '../../../store/task-records.ts';
import { confirmationFor } from '../../queue/action-confirmation.ts';
import { actionsOf, type TaskAction } from '../../queue/queue-sections.ts';
import { performAction } from '../../queue/task-actions.ts';
import { focusPromptAfterPopup } from '../../slot-menu/focus-after-popup.ts';
import { serviceIdOf } from '../../task-inspector/task-identity.ts';
import { reuseSelection } from '../files/file-actions.ts';
import { copyText } from '../item-actions.ts';
import { showFailure, useLibraryView, useSelectedCount } from '../library-view.ts';
import type { TaskMenuTarget } from '../menu-targets.ts';

/** The actions of a task. Only a live task can be dismissed. Other tasks were dismissed already, or were never in the queue. */
const actionsIn = (task: Task, isLive: boolean): readonly TaskAction[] =>
  actionsOf(task).filter((action) => isLive || action !== 'dismiss');

interface MenuEntry {
  readonly label: string;
  readonly run: () => void;
}

/** The entries below the actions. */
function otherEntries(task: Task, isLive: boolean): readonly MenuEntry[] {
  const { request } = task;
  const serviceId = serviceIdOf(task);
  return [
    { label: messages.library.copyPrompt, run: () => void copyText(request.prompt) },
    ...(serviceId === null ? [] : [{ label: messages.library.copyId, run: () => void copyText(serviceId) }]),
    ...(isLive ? [{ label: messages.library.inQueue, run: () => showStage({ kind: 'queue' }) }] : []),
  ];
}

/**
 * Opens at the point in `target`. The user must confirm an action that cannot be undone or may cost money. A refusal appears above the
 * grid.
 */
export function TaskMenuAt({ target, onClose }: { readonly target: TaskMenuTarget; readonly onClose: () => void }) {
  const task = useTaskRecord(target.id);
  const isLive = useStudio((s) => selectTask(target.id)(s) !== undefined);
  const isSelected = useLibraryView((s) => s.selectedTasks.includes(target.id));
  const selectedCount = useSelectedCount();
  const [actionToConfirm, setActionToConfirm] = useState<TaskAction | null>(null);
  // The task may be completed, and its tile replaced by a video, while the menu is open.
  if (task === null) return null;
  const others = otherEntries(task, isLive);
  const reusesSelection = isSelected && selectedCount > 1;
  const handleAction = (action: TaskAction): void => {
    onClose();
    if (action === 'reuse' && reusesSelection) {
      reuseSelection();
      return;
    }
    void showFailure(performAction(action, task));
    // The composer must take the focus after the closing menu has given it back to the tile.
    if (action === 'reuse') focusPromptAfterPopup();
  };
  const confirmation = actionToConfirm === null ? null : confirmationFor(actionToConfirm, task);
  if (confirmation !== null && actionToConfirm !== null)
    return (
      <ConfirmDialog
        open
        {...confirmation}
        cancel={messages.queue.cancel}
        onConfirm={() => handleAction(actionToConfirm)}
        onClose={onClose}
      />
    );
  return (
    <Menu.Root open onOpenChange={(open, { reason }) => !open && reason !== 'item-press' && onClose()} modal={false}>
      <MenuAtPoint point={target}>
        <Menu.Popup className={`${menuPopup} min-w-[190px]`}>
          {actionsIn(task, isLive).map((action) => (
            <Menu.Item
              key={action}
              className={menuItem}
              onClick={() => (confirmationFor(action, task) === null ? handleAction(action) : setActionToConfirm(action))}
            >
              {action === 'reuse' && reusesSelection ? messages.library.reuseMany(selectedCount) : messages.queue.actions[action]}
            </Menu.Item>
          ))}
          <Menu.Separator className="my-1 h-px bg-line" />
          {others.map(({ label, run }) => (
            <Menu.Item
              key={label}
              className={menuItem}
              onClick={() => {
                onClose();
                run();
              }}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Popup>
      </MenuAtPoint>
    </Menu.Root>
  );
}
