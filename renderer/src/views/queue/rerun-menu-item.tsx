// "Generate again": creates the same task again at once, so its probable cost is shown.
import { Menu } from '@base-ui/react/menu';
import type { Task } from '../../../../shared/task.ts';
import { messages } from '../../messages.ts';
import { useRequestEstimate } from '../create/submit/use-request-estimate.ts';

/** A menu entry. It requests the estimate when the menu opens, and shows no cost until it arrives. */
export function RerunMenuItem({ task, onChoose }: { readonly task: Task; readonly onChoose: () => void }) {
  const result = useRequestEstimate(task.request);
  // The estimate is for the active profile and does not apply to a task of another kind of profile.
  const cost =
    result === null || result.simulated !== task.simulated ? '' : messages.prompts.estimate.text(result.estimate, 1, result.simulated);
  return (
    <Menu.Item onClick={onChoose} className="rounded-control px-2.5 py-1.5 outline-none data-[highlighted]:bg-hover">
      {cost === '' ? messages.queue.actions.rerun : messages.queue.rerunFor(cost)}
    </Menu.Item>
  );
}
