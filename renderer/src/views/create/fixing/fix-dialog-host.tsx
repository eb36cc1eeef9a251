// Mounts the dialog of the fixing store. Its code is loaded on first use.
import { lazy, Suspense } from 'react';
import { useComposer } from '../composer-store.ts';
import { useFixing } from './fixing-store.ts';

const ShapeDialog = lazy(() => import('./shape-dialog.tsx').then((module) => ({ default: module.ShapeDialog })));

/** Shows the crop and pad dialog while the store asks about a picture. Part of the composer. */
export function FixDialogHost() {
  const dialog = useFixing((s) => s.dialog);
  const reference = useComposer((s) => (dialog === null ? undefined : s.references.get(dialog.referenceId)));
  if (dialog === null || reference === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ShapeDialog key={reference.id} reference={reference} sameProblemIds={dialog.sameProblemIds} />
    </Suspense>
  );
}
