// A slot with a file: its preview, name and facts.
import { AudioLines } from 'lucide-react';
import { useRef } from 'react';
import type { Reference, ReferenceRole } from '../../../../../shared/generation.ts';
import { fileKindOf } from '../../../../../shared/models/index.ts';
import { VideoPreview } from '../../../components/video/video-preview.tsx';
import { messages } from '../../../messages.ts';
import { useSlotMenu } from '../../slot-menu/slot-menu.tsx';
import { derivationText, PicturePlaceholder } from '../fixing/derived-picture.tsx';
import { referenceFacts } from './reference-facts.ts';
import { startSlotDrag, useSlotDrop } from './slot-drop.ts';
import { SlotTools } from './slot-tools.tsx';

interface FullProps {
  readonly role: ReferenceRole;
  readonly label: string;
  /** Position in the request's reference list. */
  readonly index: number;
  /** Position of the file to swap with; null when there is none of the same kind before it. */
  readonly swapWith: number | null;
  /** null while its record is being loaded. */
  readonly reference: Reference | null;
  readonly referenceId: number;
}

const tagClass = 'absolute rounded-[4px] bg-black/70 px-[5px] py-px text-[10px] text-white';

/** A slot with a file: preview, name and facts, and buttons that appear on hover or focus. It can be dragged onto another slot. */
export function FullSlot({ role, label, index, swapWith, reference, referenceId }: FullProps) {
  const { isOver, handlers } = useSlotDrop({ role, index });
  const name = reference?.name || messages.composer.unnamed;
  const isAnimated = reference?.normalizeReasons.includes('animated') === true;
  const menu = useSlotMenu();
  const tile = useRef<HTMLDivElement>(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a slot with its own buttons inside
    <div
      ref={tile}
      role="group"
      aria-label={isAnimated ? `${label}: ${name}, ${messages.fixing.firstFrame}` : `${label}: ${name}`}
      data-slot={role}
      data-reference={referenceId}
      title={name}
      draggable
      onDragStart={(event) => startSlotDrag(event, index)}
      {...handlers}
      {...menu.handlers}
      className={`group relative w-full overflow-hidden rounded-panel border bg-bg ${isOver ? 'border-accent' : 'border-line-strong'}`}
    >
      <div className="aspect-[16/9] max-h-32 w-full">
        {reference?.mimeType === 'image/tiff' ? (
          <PicturePlaceholder />
        ) : (
          <Picture kind={reference?.kind ?? fileKindOf(role)} referenceId={referenceId} name={name} />
        )}
      </div>
      <span className={`${tagClass} top-1.5 left-1.5`}>{label}</span>
      <SlotCaption name={name} reference={reference} isAnimated={isAnimated} />
      <SlotTools {...{ role, index, swapWith, reference, name, menu, tile }} />
    </div>
  );
}

interface CaptionProps {
  readonly name: string;
  readonly reference: Reference | null;
  /** The picture is animated, and only its first frame is used. */
  readonly isAnimated: boolean;
}

function SlotCaption({ name, reference, isAnimated }: CaptionProps) {
  return (
    <span aria-hidden className="block border-line border-t px-1.5 py-1 text-[11px] leading-tight">
      <span dir="auto" className="block truncate">
        {name}
      </span>
      {isAnimated && <span className="block text-warn text-xs">{messages.fixing.firstFrame}</span>}
      <span className="block truncate text-faint text-xs" title={reference === null ? undefined : referenceFacts(reference)}>
        {derivationText(reference)}
        {reference === null ? '' : referenceFacts(reference)}
      </span>
    </span>
  );
}

function Picture({ kind, referenceId, name }: { readonly kind: Reference['kind']; readonly referenceId: number; readonly name: string }) {
  const address = `studio-media://reference/${referenceId}`;
  switch (kind) {
    case 'image':
      return <img src={address} alt={name} draggable={false} className="size-full object-contain" />;
    case 'video':
      // Shows the first frame; there are at most a handful of these.
      return <VideoPreview key={address} address={address} name={name} />;
    case 'audio':
      return (
        <span className="grid size-full place-items-center text-faint">
          <AudioLines aria-hidden className="size-5" />
        </span>
      );
  }
}
