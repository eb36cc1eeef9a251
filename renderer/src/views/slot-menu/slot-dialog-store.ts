// The store of the open dialog for filling a slot: one at a time, opened from the menu of a slot.
import { create } from 'zustand';
import type { Reference } from '../../../../shared/generation.ts';
import type { PlacementTarget } from '../create/references/add-references.ts';

/** A frame of a stored video, a whole stored video, an earlier file, or a URL. `target` is where the result goes. */
type SlotDialog =
  | { readonly kind: 'frame'; readonly target: PlacementTarget }
  | { readonly kind: 'stored-video'; readonly target: PlacementTarget }
  | { readonly kind: 'earlier'; readonly fileKind: Reference['kind']; readonly target: PlacementTarget }
  | { readonly kind: 'address'; readonly target: PlacementTarget };

/** The store of the open slot dialog; null while none is open. */
export const useSlotDialog = create<{ readonly dialog: SlotDialog | null }>(() => ({ dialog: null }));

/** Opens a dialog that fills a slot; the slot's menu and the URL button call it. An open dialog is replaced. */
export const openSlotDialog = (dialog: SlotDialog): void => useSlotDialog.setState({ dialog });
/** Closes the slot dialog, after a choice or without one. */
export const closeSlotDialog = (): void => useSlotDialog.setState({ dialog: null });
