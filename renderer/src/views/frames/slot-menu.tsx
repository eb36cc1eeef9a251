// What can be done with a slot besides dropping: every way to fill it, and where its file can go. Behind the dots, the right mouse button,
// and Shift+F10.
import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, type RefObject, useState } from 'react';
import type { ReferenceRole } from '../../../../shared/generation.ts';
import { fileKindOf, formFor } from '../../../../shared/models/index.ts';
import { words } from '../../words.ts';
import { giveRole, removeReference, swapReferences, useComposer } from '../create/composer-store.ts';
import { chooseFiles, type Wanted } from '../create/reference-adding.ts';
import { menuItem, menuPopup } from '../library/item-menu.tsx';
import { ask } from './asking.ts';
import { focusSlotAfterPopup } from './focus-after.ts';
import { rolesOf } from './taking.ts';

/** The menu's state, and what its slot needs to open it. */
export function useSlotMenu() {
  const [open, setOpen] = useState(false);
  return {
    open,
    setOpen,
    handlers: {
      onContextMenu: (event: MouseEvent) => {
        event.preventDefault();
        setOpen(true);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return;
        event.preventDefault();
        setOpen(true);
      },
    },
  };
}

interface Props {
  readonly role: ReferenceRole;
  /** The place of the file that lies here, null while the slot is empty. */
  readonly at: number | null;
  /** Read out for the button. */
  readonly label: string;
  readonly menu: Pick<ReturnType<typeof useSlotMenu>, 'open' | 'setOpen'>;
  /** The menu opens below it. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly buttonLook: string;
  /** Further entries, e.g. to fix the file. */
  readonly children?: ReactNode;
}

export function SlotMenu({ role, at, label, menu, anchor, buttonLook, children }: Props) {
  return (
    <Menu.Root open={menu.open} onOpenChange={menu.setOpen} modal={false}>
      <Menu.Trigger aria-label={label} title={label} className={buttonLook}>
        <Ellipsis aria-hidden className="size-3" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="z-50 outline-none" side="bottom" align="start" sideOffset={2} anchor={anchor}>
          <Menu.Popup className={`${menuPopup} min-w-[200px]`}>
            <Filling role={role} wanted={at === null ? role : { replaces: at }} />
            {at !== null && <Filled role={role} at={at} />}
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Filling({ role, wanted }: { readonly role: ReferenceRole; readonly wanted: Wanted }) {
  const kind = fileKindOf(role);
  return (
    <>
      <Entry onClick={() => void chooseFiles(kind, wanted)}>{wanted === role ? words.frames.choose : words.frames.replace}</Entry>
      {kind === 'image' && <Entry onClick={() => ask({ kind: 'frame', wanted })}>{words.frames.ofVideo}</Entry>}
      {kind === 'video' && <Entry onClick={() => ask({ kind: 'stored-video', wanted })}>{words.frames.storedVideo}</Entry>}
      <Entry onClick={() => ask({ kind: 'earlier', fileKind: kind, wanted })}>{words.frames.earlier[kind]}</Entry>
      <Entry onClick={() => ask({ kind: 'address', wanted })}>{words.frames.address}</Entry>
    </>
  );
}

function Filled({ role, at }: { readonly role: ReferenceRole; readonly at: number }) {
  const others = rolesOf(
    useComposer((s) => s.request.model),
    fileKindOf(role),
  ).filter((other) => other !== role);
  return (
    <>
      <Menu.Separator className="my-1 h-px bg-line" />
      {others.map((other) => (
        <Entry key={other} onClick={() => moveTo(at, other)}>
          {words.frames.moveTo(other)}
        </Entry>
      ))}
      <Entry
        onClick={() => {
          removeReference(at);
          focusSlotAfterPopup(role);
        }}
      >
        {words.frames.remove}
      </Entry>
    </>
  );
}

/** A role for a single file that is taken already is swapped with; else the file takes the role. */
function moveTo(from: number, role: ReferenceRole): void {
  const { request } = useComposer.getState();
  const slot = formFor(request.model).slots.find((one) => one.role === role);
  const taken = request.references.findIndex((use) => use.role === role);
  if (slot?.max === 1 && taken >= 0) swapReferences(from, taken);
  else giveRole(from, role);
}

const Entry = ({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) => (
  <Menu.Item className={menuItem} onClick={onClick}>
    {children}
  </Menu.Item>
);
