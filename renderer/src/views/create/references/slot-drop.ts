// Drops on a slot: files, a picture from a browser, or the file of another slot.
import type { DragEvent } from 'react';
import type { ReferenceRole, ReferenceUse } from '../../../../../shared/generation.ts';
import { fileKindOf } from '../../../../../shared/models/index.ts';
import { type DropTarget, useDropTarget } from '../../../input/drop-target.ts';
import { useComposer } from '../composer-store.ts';
import { assignRole, swapReferences } from '../edit-request.ts';
import { addDropped, addFiles } from './add-references.ts';
import { carriesAddress, pictureOf } from './dropped-picture.ts';

/** Carries the position of a reference while its tile is dragged onto another one. */
const slotType = 'application/x-evolink-slot';

/** A slot: its role, and the position of its file in the request's reference list; null while it is empty. */
interface SlotPosition {
  readonly role: ReferenceRole;
  readonly at: number | null;
}

/**
 * Decides the effect of dropping the file at position `from` of the request's reference list on a slot. `none`: the file is gone, or the slot
 * does not accept its kind.
 */
export function slotDropAction(
  references: readonly ReferenceUse[],
  from: number,
  { role, at }: SlotPosition,
): 'none' | 'assign-role' | 'swap' {
  const dragged = references[from];
  if (dragged === undefined || fileKindOf(dragged.role) !== fileKindOf(role)) return 'none';
  return at === null ? 'assign-role' : 'swap';
}

function dropSlot(from: number, to: SlotPosition): void {
  switch (slotDropAction(useComposer.getState().request.references, from, to)) {
    case 'assign-role':
      assignRole(from, to.role);
      return;
    case 'swap':
      if (to.at !== null) swapReferences(from, to.at);
      return;
    case 'none':
  }
}

const carriesReference = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer.types.includes('Files') || dataTransfer.types.includes(slotType) || carriesAddress(dataTransfer);

/** Starts to drag the file at this position of the request's reference list onto another slot. */
export function startSlotDrag({ dataTransfer }: DragEvent, at: number): void {
  dataTransfer.setData(slotType, String(at));
  dataTransfer.effectAllowed = 'move';
}

/** The handlers of a slot's tile: files and pictures from a browser are added, the file of another slot moves here or swaps places. */
export function useSlotDrop(to: SlotPosition): DropTarget {
  return useDropTarget(carriesReference, (event) => {
    event.stopPropagation();
    const { dataTransfer } = event;
    const from = dataTransfer.getData(slotType);
    if (from !== '') dropSlot(Number(from), to);
    else if (carriesAddress(dataTransfer)) void addDropped(pictureOf(dataTransfer), to.role);
    else void addFiles([...dataTransfer.files], to.role);
  });
}
