// Renders the open dialog of a slot.
import { lazy, Suspense } from 'react';
import { AddressField } from '../create/references/address-field.tsx';
import { closeSlotDialog, useSlotDialog } from './slot-dialog-store.ts';

const VideoPicker = lazy(() => import('../frame-picker/video-picker.tsx').then((m) => ({ default: m.VideoPicker })));
const EarlierPicker = lazy(() => import('../frame-picker/earlier-reference-picker.tsx').then((m) => ({ default: m.EarlierPicker })));

/** Mounted once, in the references editor. The pickers are loaded on first use; the URL field appears in the editor itself. */
export function SlotDialogs() {
  const dialog = useSlotDialog((s) => s.dialog);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'frame':
      return (
        <Suspense fallback={null}>
          <VideoPicker kind="frame" target={dialog.target} onClose={closeSlotDialog} />
        </Suspense>
      );
    case 'stored-video':
      return (
        <Suspense fallback={null}>
          <VideoPicker kind="video" target={dialog.target} onClose={closeSlotDialog} />
        </Suspense>
      );
    case 'earlier':
      return (
        <Suspense fallback={null}>
          <EarlierPicker fileKind={dialog.fileKind} target={dialog.target} onClose={closeSlotDialog} />
        </Suspense>
      );
    case 'address':
      return <AddressField target={dialog.target} onDone={closeSlotDialog} />;
  }
}
