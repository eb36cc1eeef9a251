// Drops on a slot: files, a picture from a browser, or the file of another slot.
import type { DragEvent } from 'react';
import type { ReferenceRole, ReferenceUse } from '../../../../../shared/generation.ts';
import { fileKindOf } from '../../../../../shared/models/index.ts';
import { type DropTarget, useDropTarget } from '../../../input/drop-target.ts';
import { useComposer } from '../composer-store.ts';
import { assignRole, swapReferences } from '../edit-request.ts';
import { addDropped, addFiles } from './add-references.ts';
import { carriesAddress, pictureOf } from './dropped-picture.ts';

/** The data type of a dragged slot. The data is the position of its reference. */
const slotType = 'application/x-evolink-slot';

/** A slot: its role, and the position of its file in the request's reference list; null while it is empty. */
interface SlotPosition {
  readonly role: ReferenceRole;
  readonly index: number | null;
}

/** `none`: the file is gone, or the slot does not accept its kind. `swap`: the slot has a file, at position `to`. */
type SlotDropAction = { readonly kind: 'none' } | { readonly kind: 'assign-role' } | { readonly kind: 'swap'; readonly to: number };

/** Decides the effect of dropping the file at position `from` of the request's reference list on a slot. */
export function slotDropAction(references: readonly ReferenceUse[], from: number, { role, index }: SlotPosition): SlotDropAction {
  const dragged = references[from];
  if (dragged === undefined || fileKindOf(dragged.role) !== fileKindOf(role)) return { kind: 'none' };
  return index === null ? { kind: 'assign-role' } : { kind: 'swap', to: index };
}

function dropSlot(from: number, slot: SlotPosition): void {
  const action = slotDropAction(useComposer.getState().request.references, from, slot);
  switch (action.kind) {
    case 'assign-role':
      assignRole(from, slot.role);
      return;
    case 'swap':
      swapReferences(from, action.to);
      return;
    case 'none':
  }
}

const carriesReference = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer.types.includes('Files') || dataTransfer.types.includes(slotType) || carriesAddress(dataTransfer);

/** Starts to drag the file at this position of the request's reference list onto another slot. */
export function startSlotDrag({ dataTransfer }: DragEvent, index: number): void {
  dataTransfer.setData(slotType, String(index));
  dataTransfer.effectAllowed = 'move';
}

/** The handlers of a slot's tile: files and pictures from a browser are added, the file of another slot moves here or swaps places. */
export function useSlotDrop(slot: SlotPosition): DropTarget {
  return useDropTarget(carriesReference, (event) => {
    event.stopPropagation();
    const { dataTransfer } = event;
    const from = dataTransfer.getData(slotType);
    if (from !== '') dropSlot(Number(from), slot);
    else if (carriesAddress(dataTransfer)) void addDropped(pictureOf(dataTransfer), slot.role);
    else void addFiles([...dataTransfer.files], slot.role);
  });
}
