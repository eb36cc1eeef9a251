// The slot dialog that is open now.
import { lazy, Suspense } from 'react';
import { AddressField } from '../create/references/address-field.tsx';
import { closeSlotDialog, useSlotDialog } from './slot-dialog-store.ts';

const VideoPicker = lazy(() => import('../frame-picker/video-picker.tsx').then((m) => ({ default: m.VideoPicker })));
const EarlierPicker = lazy(() => import('../frame-picker/earlier-reference-picker.tsx').then((m) => ({ default: m.EarlierPicker })));

/** Mounted once, in the references editor. The pickers are loaded on first use; the URL field appears in the editor itself. */
export function SlotDialogs() {
  const asked = useSlotDialog((s) => s.asked);
  if (asked === null) return null;
  switch (asked.kind) {
    case 'frame':
      return (
        <Suspense fallback={null}>
          <VideoPicker what="frame" wanted={asked.wanted} onClose={closeSlotDialog} />
        </Suspense>
      );
    case 'stored-video':
      return (
        <Suspense fallback={null}>
          <VideoPicker what="video" wanted={asked.wanted} onClose={closeSlotDialog} />
        </Suspense>
      );
    case 'earlier':
      return (
        <Suspense fallback={null}>
          <EarlierPicker fileKind={asked.fileKind} wanted={asked.wanted} onClose={closeSlotDialog} />
        </Suspense>
      );
    case 'address':
      return <AddressField wanted={asked.wanted} onDone={closeSlotDialog} />;
  }
}
