// One line of the list of collections: a button that shows the collection, its menu, and a field for its name. The line can be dragged, and
// videos and other lines can be dropped on it.
import { Menu } from '@base-ui/react/menu';
import { Ellipsis, type LucideIcon } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import type { AppError } from '../../../../../shared/errors.ts';
import type { CollectionEntry } from '../../../../../shared/ipc.ts';
import { call } from '../../../api.ts';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import { menuPopup } from '../../../components/popups/menu-styles.ts';
import { messages } from '../../../messages.ts';
import { setDraggedItem } from '../../create/references/own-drag.ts';
import { useRenamedCollection } from '../../judging/collections.ts';
import { DropMark } from './drop-mark.tsx';
import type { LineDrop } from './use-line-drop.ts';

interface LineProps {
  readonly Icon: LucideIcon;
  /** A video whose poster replaces the icon. */
  readonly coverResultId?: number | null;
  readonly name: string;
  readonly count: number | null;
  readonly isChosen: boolean;
  readonly isTabStop: boolean;
  readonly isNested?: boolean;
  onChoose(): void;
  onKeyDown?(event: KeyboardEvent): void;
  /** The keys that act on the line, for `aria-keyshortcuts`. */
  readonly keys?: string;
  /** The collection that a drag of the line moves; absent if the line cannot be dragged. */
  readonly draggedId?: number;
  /** Absent if nothing can be dropped on the line. */
  readonly drop?: LineDrop;
  /** The items of the menu; absent if there is none. */
  readonly menu?: ReactNode;
}

/** One line of the list. The list finds the buttons by `data-line`, and moves the focus between them with the arrow keys. */
export function CollectionLine(props: LineProps) {
  const { Icon, coverResultId = null, name, count, isChosen, isTabStop, isNested = false, onChoose, onKeyDown, draggedId, menu } = props;
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const mark = props.drop?.mark ?? null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: drags and a right click; keys and menus do the same by keyboard
    <div
      className={`group/line relative flex shrink-0 items-center rounded-control ${mark === 'into' ? 'bg-accent-soft outline outline-accent' : isChosen ? 'bg-hover' : 'hover:bg-hover'}`}
      data-active={isChosen}
      data-drop={mark ?? undefined}
      draggable={draggedId !== undefined}
      onDragStart={(event) => {
        if (draggedId === undefined) return;
        event.dataTransfer.effectAllowed = 'move';
        setDraggedItem({ kind: 'collection', id: draggedId });
      }}
      {...props.drop?.handlers}
      onContextMenu={(event) => {
        event.preventDefault();
        setIsMenuOpen(menu !== undefined);
      }}
    >
      <button
        type="button"
        data-line
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isChosen ? 'page' : undefined}
        aria-keyshortcuts={props.keys}
        onClick={onChoose}
        onKeyDown={onKeyDown}
        className={`flex h-[28px] min-w-0 flex-1 items-center gap-2 rounded-control text-left -outline-offset-2 ${isNested ? 'pl-7' : 'pl-2'} pr-1`}
      >
        {coverResultId === null ? (
          <Icon size={14} aria-hidden className="shrink-0 text-dim" />
        ) : (
          <img
            src={`studio-media://poster/${coverResultId}`}
            alt=""
            draggable={false}
            className="-ml-0.5 size-[18px] shrink-0 rounded-[3px] bg-[#08090a] object-cover"
          />
        )}
        <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
        {count !== null && (
          <span className={`text-dim text-sm tabular-nums ${menu === undefined ? 'pr-1' : 'group-hover/line:invisible'}`}>
            {messages.format.number(count)}
          </span>
        )}
      </button>
      {(mark === 'before' || mark === 'after') && (
        <DropMark edge={mark === 'before' ? 'above' : 'below'} className={isNested ? 'left-5' : ''} />
      )}
      {menu !== undefined && (
        <Menu.Root modal={false} open={isMenuOpen} onOpenChange={setIsMenuOpen}>
          <Menu.Trigger
            tabIndex={-1}
            aria-label={`${messages.queue.more}${messages.format.colon}${name}`}
            className="absolute right-0 grid size-7 place-items-center rounded-control text-dim opacity-0 hover:text-text focus-visible:opacity-100 group-hover/line:opacity-100 data-[popup-open]:opacity-100"
          >
            <Ellipsis size={14} aria-hidden />
          </Menu.Trigger>
          <Menu.Portal>
            <Menu.Positioner className="z-50 outline-none" side="bottom" align="start" sideOffset={2}>
              <Menu.Popup className={`${menuPopup} max-h-[340px] max-w-[280px] min-w-[180px] overflow-y-auto`}>{menu}</Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
      )}
    </div>
  );
}

/** Time in milliseconds. If the name field loses the focus this soon, the closing menu took it, so the field takes it back. */
const menuClosesWithinMs = 300;

/**
 * The field for the name of a collection. Enter and leaving the field save the name; Escape discards the change. A refused name stays in
 * the field, with the reason.
 */
export function NameLine({ collection }: { readonly collection: CollectionEntry }) {
  const [name, setName] = useState(collection.name);
  const [error, setError] = useState<AppError | null>(null);
  const [openedAtMs] = useState(() => performance.now());
  const close = (): void => useRenamedCollection.setState({ id: null });
  const save = async (): Promise<void> => {
    if (name.trim() === collection.name) return close();
    const result = await call('collections.rename', { id: collection.id, name });
    setError(result.ok ? null : result.error);
    if (result.ok) close();
  };
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
    >
      <input
        // The user asked to edit the name; without the focus, they would have to click the field first.
        // biome-ignore lint/a11y/noAutofocus: the field is the purpose of the command
        autoFocus
        dir="auto"
        aria-label={messages.collections.nameOf(collection.name)}
        aria-invalid={error !== null || undefined}
        autoComplete="off"
        value={name}
        className={`h-[28px] w-full select-text rounded-control border border-line-strong bg-bg px-2 aria-invalid:border-bad ${collection.parentId === null ? '' : 'ml-5'}`}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.target.value)}
        onBlur={({ currentTarget }) => {
          if (performance.now() - openedAtMs < menuClosesWithinMs) currentTarget.focus();
          else void save();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          close();
        }}
      />
      {error !== null && <ErrorNotice error={error} frame="plain" />}
    </form>
  );
}
