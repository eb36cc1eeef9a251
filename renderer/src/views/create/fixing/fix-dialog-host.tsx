// The dialog's place in the window; loaded when it is first asked for.
import { lazy, Suspense } from 'react';
import { useComposer } from '../composer-store.ts';
import { useFixing } from './fixing-store.ts';

const ShapeDialog = lazy(() => import('./shape-dialog.tsx').then(({ ShapeDialog: found }) => ({ default: found })));

export function Fixing() {
  const asked = useFixing((s) => s.asked);
  const reference = useComposer((s) => (asked === null ? undefined : s.references.get(asked.referenceId)));
  if (asked === null || reference === undefined) return null;
  return (
    <Suspense fallback={null}>
      <ShapeDialog key={reference.id} reference={reference} alikeIds={asked.alikeIds} />
    </Suspense>
  );
}
