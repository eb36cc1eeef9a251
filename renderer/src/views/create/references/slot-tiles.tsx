// The tiles of some slots: one for each file, and an empty one where more files are accepted.
import type { GenerationRequest, Reference, ReferenceRole } from '../../../../../shared/generation.ts';
import { fileKindOf, type SlotState } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';
import { EmptySlot } from './empty-slot.tsx';
import { FullSlot } from './full-slot.tsx';

interface TilesProps {
  readonly slots: readonly SlotState[];
  readonly request: GenerationRequest;
  readonly references: ReadonlyMap<number, Reference>;
  /** Adds the wire field to the name of each slot. */
  readonly isWireFieldShown: boolean;
  /** Files are being dragged over the composer. */
  readonly isDraggingFiles: boolean;
}

/** Returns tiles without a container; `SlotsField` arranges them in groups. */
export function SlotTiles({ slots, request, references, isWireFieldShown, isDraggingFiles }: TilesProps) {
  return slots.map(({ slot, freePlaces, isNeeded }) => {
    const uses = request.references.flatMap((use, index) => (use.role === slot.role ? [{ ...use, index }] : []));
    const field = isWireFieldShown ? ` · ${slot.field}` : '';
    return [
      ...uses.map(({ referenceId, index }, number) => (
        <FullSlot
          key={`${slot.role} ${index}`}
          role={slot.role}
          label={messages.composer.slotTitle(slot.role, 1) + (slot.max > 1 ? ` ${number + 1}` : '') + field}
          index={index}
          swapWith={index > 0 && fileKindOf(request.references[index - 1]?.role ?? slot.role) === fileKindOf(slot.role) ? index - 1 : null}
          reference={references.get(referenceId) ?? null}
          referenceId={referenceId}
        />
      )),
      isOffered(slot.role, uses.length, slot.max, freePlaces) ? (
        <EmptySlot
          key={`${slot.role} empty`}
          role={slot.role}
          title={messages.composer.slotTitle(slot.role, slot.max) + field}
          isNeeded={isNeeded}
          isClosed={freePlaces === 0}
          isDraggingFiles={isDraggingFiles}
        />
      ) : null,
    ];
  });
}

/**
 * True when the role gets an empty tile. The slot for a last frame is always visible, although it can be filled only after the first frame.
 */
const isOffered = (role: ReferenceRole, used: number, max: number, open: number): boolean =>
  open > 0 ? used === 0 || max > 1 : role === 'last-frame' && used === 0 && max > 0;
