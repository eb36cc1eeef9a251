// Starts fixing a picture: with a dialog if there is something to choose, otherwise at once.
import { type Fix, firstFix } from '../../../../../shared/fixing/index.ts';
import { useComposer } from '../composer-store.ts';
import { openShapeDialog } from './fixing-store.ts';
import { focusSlot } from './focus-slot.ts';

/**
 * Fixes the pictures `ids`, which have the same problem. If the fix needs a dialog, the dialog shows the picture `id`, which is one of
 * them.
 */
export function startFix(fix: Fix, id: number, ids: readonly number[]): void {
  if (fix === 'shape') openShapeDialog(id, ids);
  else void fixAtOnce(fix, ids);
}

async function fixAtOnce(fix: Fix, ids: readonly number[]): Promise<void> {
  const { fixAll } = await import('./apply-fix.ts');
  focusSlot((await fixAll(ids, fix, null))[0]);
}

/** Fixes the first picture of the composer that can be fixed; returns false if there is none. */
export function fixFirst(): boolean {
  const { request, references } = useComposer.getState();
  const first = firstFix(request, references);
  const id = first?.referenceIds[0];
  if (first === null || id === undefined) return false;
  startFix(first.fix, id, first.referenceIds);
  return true;
}
