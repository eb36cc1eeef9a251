// Which of the ways to fill a slot is open: one at a time, asked for from a slot's menu.
import { create } from 'zustand';
import type { Reference } from '../../../../shared/generation.ts';
import type { PlacementTarget } from '../create/references/add-references.ts';

export type SlotDialog =
  | { readonly kind: 'frame'; readonly wanted: PlacementTarget }
  | { readonly kind: 'stored-video'; readonly wanted: PlacementTarget }
  | { readonly kind: 'earlier'; readonly fileKind: Reference['kind']; readonly wanted: PlacementTarget }
  | { readonly kind: 'address'; readonly wanted: PlacementTarget };

export const useSlotDialog = create<{ readonly asked: SlotDialog | null }>(() => ({ asked: null }));

export const openSlotDialog = (asked: SlotDialog): void => useSlotDialog.setState({ asked });
export const closeSlotDialog = (): void => useSlotDialog.setState({ asked: null });
