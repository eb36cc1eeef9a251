// One slot for a file: empty with a hint, or showing the file.
import { ArrowLeftRight, AudioLines, Film, ImagePlus, X } from 'lucide-react';
import { type DragEvent, type RefObject, useRef } from 'react';
import type { Reference, ReferenceRole } from '../../../../../shared/generation.ts';
import { fileKindOf } from '../../../../../shared/models/index.ts';
import { VideoPreview } from '../../../components/video/video-preview.tsx';
import { useDropTarget } from '../../../input/drop-target.ts';
import { messages } from '../../../messages.ts';
import { SlotMenu, useSlotMenu } from '../../slot-menu/slot-menu.tsx';
import { useComposer } from '../composer-store.ts';
import { assignRole, removeReference, swapReferences } from '../edit-request.ts';
import { derivationText, OriginalButton, PicturePlaceholder } from '../fixing/derived-picture.tsx';
import { addDropped, addFiles, chooseFiles } from './add-references.ts';
import { carriesAddress, pictureOf } from './dropped-picture.ts';

/** Carries the position of a reference while its tile is dragged onto another one. */
const slotType = 'application/x-evolink-slot';

/** What a drop on a tile does: files and pictures from a browser are added, another tile swaps places. */
function useDrop(role: ReferenceRole, at: number | null) {
  return useDropTarget(carriesReference, (event) => {
    event.stopPropagation();
    const { dataTransfer } = event;
    const from = dataTransfer.getData(slotType);
    if (from !== '') move(Number(from), role, at);
    else if (carriesAddress(dataTransfer)) void addDropped(pictureOf(dataTransfer), role);
    else void addFiles([...dataTransfer.files], role);
  });
}

const carriesReference = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer.types.includes('Files') || dataTransfer.types.includes(slotType) || carriesAddress(dataTransfer);

function move(from: number, role: ReferenceRole, to: number | null): void {
  const dragged = useComposer.getState().request.references[from];
  if (dragged === undefined || fileKindOf(dragged.role) !== fileKindOf(role)) return;
  if (to === null) assignRole(from, role);
  else swapReferences(from, to);
}

interface EmptyProps {
  readonly role: ReferenceRole;
  readonly title: string;
  readonly isNeeded: boolean;
  /** Another slot must be filled first. */
  readonly isClosed: boolean;
  readonly dropping: boolean;
}

/** A slot without a file. A press opens the file dialog, the menu offers the other sources, and files can be dropped on it. */
export function EmptySlot({ role, title, isNeeded, isClosed, dropping }: EmptyProps) {
  const { isOver, handlers } = useDrop(role, null);
  const kind = fileKindOf(role);
  const hint = isClosed ? messages.composer.afterFirst : isOver || dropping ? messages.composer.dropNow : messages.composer.slotHint[kind];
  const Icon = kind === 'image' ? ImagePlus : kind === 'video' ? Film : AudioLines;
  const menu = useSlotMenu();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <span className="relative grid">
      <button
        ref={button}
        type="button"
        data-slot={role}
        aria-disabled={isClosed}
        onClick={() => isClosed || void chooseFiles(kind, role)}
        {...handlers}
        {...(isClosed ? {} : menu.handlers)}
        className={`grid aspect-[16/9] max-h-32 min-h-full w-full place-items-center content-center gap-1 overflow-hidden rounded-panel border border-dashed text-center text-[11px] ${
          isOver
            ? 'border-accent bg-accent-soft text-text'
            : dropping
              ? 'border-accent bg-bg text-dim'
              : `border-line-strong bg-bg text-faint ${isClosed ? '' : 'hover:bg-hover hover:text-dim'}`
        }`}
      >
        <Icon aria-hidden className="size-4" />
        <span className="px-2">
          {title}
          {isNeeded && <span className="text-warn"> · {messages.composer.required}</span>}
          <span className="block text-xs">{hint}</span>
        </span>
      </button>
      {!isClosed && (
        <SlotMenu
          role={role}
          at={null}
          label={messages.frames.menu(title)}
          menu={menu}
          anchor={button}
          buttonLook="absolute top-1 right-1 grid size-[20px] place-items-center rounded-[4px] text-faint hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
        />
      )}
    </span>
  );
}

/** The focused tile is gone: focuses what is in its place now, or the nearest other tile. */
function focusSlot(slots: Element | null, role: ReferenceRole): void {
  if (document.activeElement !== document.body) return;
  const one = (within: string) => slots?.querySelector<HTMLElement>(`button${within}, ${within} button`);
  (one(`[data-slot="${role}"]`) ?? one('[data-slot]'))?.focus();
}

interface FullProps {
  readonly role: ReferenceRole;
  readonly label: string;
  /** Position in the request's reference list. */
  readonly at: number;
  /** Position of the file to swap with; null when there is none of the same kind before it. */
  readonly swapWith: number | null;
  /** null while its record is being loaded. */
  readonly reference: Reference | null;
  readonly referenceId: number;
}

const tag = 'absolute rounded-[4px] bg-black/70 px-[5px] py-px text-[10px] text-white';
const corner = 'grid size-[20px] place-items-center rounded-[4px] bg-black/70 text-white hover:bg-black/90';

/** A slot with a file: preview, name and facts, and buttons that appear on hover or focus. It can be dragged onto another slot. */
export function FullSlot({ role, label, at, swapWith, reference, referenceId }: FullProps) {
  const { isOver, handlers } = useDrop(role, at);
  const name = reference?.name || messages.composer.unnamed;
  const moves = reference?.normalizeReasons.includes('animated') === true;
  const menu = useSlotMenu();
  const tile = useRef<HTMLDivElement>(null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a slot with its own buttons inside
    <div
      ref={tile}
      role="group"
      aria-label={moves ? `${label}: ${name}, ${messages.fixing.firstFrame}` : `${label}: ${name}`}
      data-slot={role}
      data-reference={referenceId}
      title={name}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(slotType, String(at));
        event.dataTransfer.effectAllowed = 'move';
      }}
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
      <span className={`${tag} top-1.5 left-1.5`}>{label}</span>
      <SlotCaption name={name} reference={reference} moves={moves} />
      <SlotTools {...{ role, at, swapWith, reference, name, menu, tile }} />
    </div>
  );
}

interface CaptionProps {
  readonly name: string;
  readonly reference: Reference | null;
  /** The picture is animated, and only its first frame is used. */
  readonly moves: boolean;
}

function SlotCaption({ name, reference, moves }: CaptionProps) {
  return (
    <span aria-hidden className="block border-line border-t px-1.5 py-1 text-[11px] leading-tight">
      <span dir="auto" className="block truncate">
        {name}
      </span>
      {moves && <span className="block text-warn text-xs">{messages.fixing.firstFrame}</span>}
      <span className="block truncate text-faint text-xs" title={reference === null ? undefined : factsOf(reference)}>
        {derivationText(reference)}
        {reference === null ? '' : factsOf(reference)}
      </span>
    </span>
  );
}

interface ToolsProps extends Pick<FullProps, 'role' | 'at' | 'swapWith' | 'reference'> {
  readonly name: string;
  readonly menu: ReturnType<typeof useSlotMenu>;
  readonly tile: RefObject<HTMLDivElement | null>;
}

/** The buttons of a file in its slot: original, swap, menu, remove. */
function SlotTools({ role, at, swapWith, reference, name, menu, tile }: ToolsProps) {
  return (
    <span className="absolute top-1.5 right-1.5 flex gap-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
      <OriginalButton reference={reference} className={corner} />
      {swapWith !== null && (
        <button
          type="button"
          aria-label={messages.composer.swap(name)}
          title={messages.composer.swap(name)}
          className={corner}
          onClick={() => swapReferences(at, swapWith)}
        >
          <ArrowLeftRight aria-hidden className="size-3" />
        </button>
      )}
      <SlotMenu
        role={role}
        at={at}
        label={messages.frames.menuOf(name)}
        menu={menu}
        anchor={tile}
        buttonLook={`${corner} data-[popup-open]:bg-black/90`}
      />
      <button
        type="button"
        aria-label={messages.composer.remove(name)}
        title={messages.composer.remove(name)}
        className={corner}
        onClick={({ currentTarget }) => {
          const slots = currentTarget.closest('fieldset');
          removeReference(at);
          requestAnimationFrame(() => focusSlot(slots, role));
        }}
      >
        <X aria-hidden className="size-3" />
      </button>
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

/** The facts of a file, as far as they are known: type, size, duration, bytes. */
function factsOf({ mimeType, width, height, durationSeconds, bytes }: Reference): string {
  const type = (mimeType.split('/')[1] ?? mimeType).toUpperCase();
  const size = width !== null && height !== null ? messages.library.inspector.pixels(width, height) : null;
  const length = durationSeconds === null ? null : messages.format.seconds(durationSeconds);
  return [type, size, length, messages.format.bytes(bytes)].filter((fact) => fact !== null).join(' · ');
}
