// Applies a command from another view to the composer: "Use again", "Edit", another model for a failed task.
import type { ComposerCommand } from '../../store/studio-store.ts';
import { useComposer } from './composer-store.ts';
import { loadRequest } from './load-request.ts';
import { switchLoadedModel } from './switch-model.ts';

/**
 * Loads the request and, once its files are known, switches it to the wanted model: whether the files fit decides what is kept. Resolves to
 * false if the composer got another request meanwhile: nothing more is done then, and the caller must not change the view.
 */
export async function applyComposerCommand({ request, sourceTaskId, target, isEdit }: ComposerCommand): Promise<boolean> {
  const loading = loadRequest(request, sourceTaskId, isEdit);
  const { requestCount } = useComposer.getState();
  await loading;
  if (useComposer.getState().requestCount !== requestCount) return false;
  if (target.kind === 'switch') switchLoadedModel(target.model);
  return true;
}
