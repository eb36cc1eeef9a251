// The menu of a task in progress in the library: the actions that the queue offers for it.
import { Menu } from '@base-ui/react/menu';
import { useState } from 'react';
import { ConfirmDialog } from '../../../components/dialog.tsx';
import { menuItem, menuPopup } from '../../../components/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { selectTask, showStage, useStudio } from '../../../store/studio-store.ts';
import { confirmAction } from '../../queue/confirm-action.ts';
import { type Action, actionsOf } from '../../queue/queue-sections.ts';
import { perform } from '../../queue/task-actions.ts';
import { showFailure } from '../library-view.ts';

/** The task id, and the position in the window (CSS pixels): the pointer, or the focused tile. */
export interface TaskMenuPlace {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

/** Opens at `place`. An action that cannot be undone or may cost money is confirmed first; a refusal appears above the grid. */
export function TaskMenuAt({ place, onClose }: { readonly place: TaskMenuPlace; readonly onClose: () => void }) {
  const task = useStudio(selectTask(place.id));
  const [asked, setAsked] = useState<Action | null>(null);
  // The task may be done, and its tile a video, before anything was chosen.
  if (task === undefined) return null;
  const act = (action: Action): void => {
    onClose();
    void showFailure(perform(action, task));
  };
  const pending = asked === null ? null : confirmAction(asked, task);
  if (pending !== null && asked !== null)
    return <ConfirmDialog open {...pending} cancel={messages.queue.cancel} onConfirm={() => act(asked)} onClose={onClose} />;
  return (
    <Menu.Root open onOpenChange={(open, { reason }) => !open && reason !== 'item-press' && onClose()} modal={false}>
      <Menu.Portal>
        <Menu.Positioner
          className="z-50 outline-none"
          side="bottom"
          align="start"
          sideOffset={2}
          anchor={{ getBoundingClientRect: () => new DOMRect(place.x, place.y, 0, 0) }}
        >
          <Menu.Popup className={`${menuPopup} min-w-[190px]`}>
            {actionsOf(task).map((action) => (
              <Menu.Item
                key={action}
                className={menuItem}
                onClick={() => (confirmAction(action, task) === null ? act(action) : setAsked(action))}
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
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
