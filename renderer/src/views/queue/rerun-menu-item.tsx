// "Generate again": makes the same once more at once, so what it will probably cost stands beside it.
import { Menu } from '@base-ui/react/menu';
import type { Task } from '../../../../shared/task.ts';
import { messages } from '../../messages.ts';
import { useRequestEstimate } from '../create/submit/use-request-estimate.ts';

export function RerunMenuItem({ task, onChoose }: { readonly task: Task; readonly onChoose: () => void }) {
  const known = useRequestEstimate(task.request);
  // Reckoned for the profile in use; a task of another kind of profile is not judged by it.
  const cost =
    known === null || known.simulated !== task.simulated ? '' : messages.prompts.estimate.text(known.estimate, 1, known.simulated);
  return (
    <Menu.Item onClick={onChoose} className="rounded-control px-2.5 py-1.5 outline-none data-[highlighted]:bg-hover">
      {cost === '' ? messages.queue.actions.rerun : messages.queue.makeAgainFor(cost)}
    </Menu.Item>
  );
}
