// Applies a command from another view to the composer: "Use again", "Edit", another model for a failed task.
import type { ComposerCommand } from '../../store/studio-store.ts';
import { useComposer } from './composer-store.ts';
import { loadRequest } from './load-request.ts';
import { switchLoadedModel } from './switch-model.ts';

/**
 * Loads the request. Once the records of its files are loaded, switches it to the wanted model, because what is kept depends on whether the
 * files fit. Resolves to false if another request was loaded meanwhile. Then nothing more is done, and the caller must not change the view.
 */
export async function applyComposerCommand({ request, sourceTaskId, target, isEdit }: ComposerCommand): Promise<boolean> {
  const loading = loadRequest(request, sourceTaskId, isEdit);
  const { requestCount } = useComposer.getState();
  await loading;
  if (useComposer.getState().requestCount !== requestCount) return false;
  if (target.kind === 'switch') switchLoadedModel(target.model);
  return true;
}
