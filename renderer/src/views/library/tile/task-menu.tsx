// The menu of a task in progress in the library: the actions that the queue offers for it.
import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/dialog.tsx';
import { MenuAtPoint, type MenuPoint } from '../../../components/popups/menu-at-point.tsx';
import { menuItem, menuPopup } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { selectTask, showStage, useStudio } from '../../../store/studio-store.ts';
import { confirmAction } from '../../queue/confirm-action.ts';
import { type Action, actionsOf } from '../../queue/queue-sections.ts';
import { performAction } from '../../queue/task-actions.ts';
import { showFailure } from '../library-view.ts';

/** The task id, and where the menu opens. */
export interface TaskMenuTarget extends MenuPoint {
  readonly id: number;
}

/** Opens at the point in `target`. An action that cannot be undone or may cost money is confirmed first; a refusal appears above the grid. */
export function TaskMenuAt({ target, onClose }: { readonly target: TaskMenuTarget; readonly onClose: () => void }) {
  const task = useStudio(selectTask(target.id));
  const [toConfirm, setToConfirm] = useState<Action | null>(null);
  // The task may be completed, and its tile replaced by a video, while the menu is open.
  if (task === undefined) return null;
  const handleAction = (action: Action): void => {
    onClose();
    void showFailure(performAction(action, task));
  };
  const pending = toConfirm === null ? null : confirmAction(toConfirm, task);
  if (pending !== null && toConfirm !== null)
    return <ConfirmDialog open {...pending} cancel={messages.queue.cancel} onConfirm={() => handleAction(toConfirm)} onClose={onClose} />;
  return (
    <Menu.Root open onOpenChange={(open, { reason }) => !open && reason !== 'item-press' && onClose()} modal={false}>
      <MenuAtPoint point={target}>
        <Menu.Popup className={`${menuPopup} min-w-[190px]`}>
          {actionsOf(task).map((action) => (
            <Menu.Item
              key={action}
              className={menuItem}
              onClick={() => (confirmAction(action, task) === null ? handleAction(action) : setToConfirm(action))}
            >
              {messages.queue.actions[action]}
            </Menu.Item>
          ))}
          <Menu.Separator className="my-1 h-px bg-line" />
          <Menu.Item
            className={menuItem}
            onClick={() => {
              onClose();
              showStage({ kind: 'queue' });
            }}
          >
            {messages.library.inQueue}
          </Menu.Item>
        </Menu.Popup>
      </MenuAtPoint>
    </Menu.Root>
  );
}
