// Begins to bring a picture into shape: with a question where there is something to choose, at once where there is not.
import { type Fix, firstFix } from '../../../../../shared/fixing/index.ts';
import { useComposer } from '../composer-store.ts';
import { askShape } from './fixing-store.ts';
import { focusSlot } from './focus-slot.ts';

/** `ids` are the pictures with the same trouble, `id` among them. */
export function startFix(fix: Fix, id: number, ids: readonly number[]): void {
  if (fix === 'shape') askShape(id, ids);
  else void withoutAsking(fix, ids);
}

async function withoutAsking(fix: Fix, ids: readonly number[]): Promise<void> {
  const { fixAll } = await import('./apply-fix.ts');
  focusSlot((await fixAll(ids, fix, null))[0]);
}

/** The first picture of the composer that can be fixed; false where there is none. */
export function fixFirst(): boolean {
  const { request, references } = useComposer.getState();
  const first = firstFix(request, references);
  const id = first?.referenceIds[0];
  if (first === null || id === undefined) return false;
  startFix(first.fix, id, first.referenceIds);
  return true;
}
