// What something else asks the composer to hold: "Use again", "Edit", another model for a task that failed.
import type { ComposerCommand } from '../../store/studio-store.ts';
import { loadRequest, moveTaken, useComposer } from './composer-store.ts';

/**
 * Fills the composer, and moves the request to the model that is asked for once its files are known: whether they fit decides what is kept.
 * Answers false where something else was begun meanwhile: then nothing more is done, and the person is not to be led away from it.
 */
export async function takeWish({ request, sourceTaskId, target, isEdit }: ComposerCommand): Promise<boolean> {
  const taken = loadRequest(request, sourceTaskId, isEdit);
  const { startCount } = useComposer.getState();
  await taken;
  if (useComposer.getState().startCount !== startCount) return false;
  if (target.kind === 'switch') moveTaken(target.model);
  return true;
}
