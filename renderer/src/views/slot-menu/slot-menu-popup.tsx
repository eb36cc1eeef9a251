// The menu of a slot: every way to fill it, and the roles to which its file can move. It is loaded once the composer is usable, see
// slot-menu.tsx.
import { Menu } from '@base-ui/react/menu';
import { Ellipsis } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { ReferenceRole } from '../../../../shared/generation.ts';
import { fileKindOf, formFor } from '../../../../shared/models/index.ts';
import { menuItem, menuPopup } from '../../components/popups/menu-styles.ts';
import { messages } from '../../messages.ts';
import { useComposer } from '../create/composer-store.ts';
import { assignRole, removeReference, swapReferences } from '../create/edit-request.ts';
import { chooseFiles, type PlacementTarget } from '../create/references/add-references.ts';
import { focusSlotAfterPopup } from './focus-after-popup.ts';
import { openSlotDialog } from './slot-dialog-store.ts';
import type { SlotMenuProps } from './slot-menu-props.ts';
import { rolesOf } from './use-as-reference.ts';

interface Props extends SlotMenuProps {
  /** Returns true, once, if the button that this one replaces had the focus. */
  readonly shouldTakeFocus: () => boolean;
}

/** The button with its menu. `SlotMenu` shows it as soon as it is loaded. */
export function SlotMenuPopup({ role, index, label, menu, anchor, buttonClassName, shouldTakeFocus, children }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (shouldTakeFocus()) trigger.current?.focus();
  }, [shouldTakeFocus]);
  return (
    <Menu.Root open={menu.open} onOpenChange={menu.setOpen} modal={false}>
      <Menu.Trigger ref={trigger} aria-label={label} title={label} className={buttonClassName}>
        <Ellipsis aria-hidden className="size-3" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="z-50 outline-none" side="bottom" align="start" sideOffset={2} anchor={anchor}>
          <Menu.Popup className={`${menuPopup} min-w-[200px]`}>
            <FillEntries role={role} target={index === null ? role : { replaces: index }} />
            {index !== null && <FileMenuItems role={role} index={index} />}
            {children}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function FillEntries({ role, target }: { readonly role: ReferenceRole; readonly target: PlacementTarget }) {
  const kind = fileKindOf(role);
  return (
    <>
      <Entry onClick={() => void chooseFiles(kind, target)}>{target === role ? messages.frames.choose : messages.frames.replace}</Entry>
      {kind === 'image' && <Entry onClick={() => openSlotDialog({ kind: 'frame', target })}>{messages.frames.frameOfVideo}</Entry>}
      {kind === 'video' && <Entry onClick={() => openSlotDialog({ kind: 'stored-video', target })}>{messages.frames.libraryVideo}</Entry>}
      <Entry onClick={() => openSlotDialog({ kind: 'earlier', fileKind: kind, target })}>{messages.frames.earlierFile[kind]}</Entry>
      <Entry onClick={() => openSlotDialog({ kind: 'address', target })}>{messages.frames.address}</Entry>
    </>
  );
}

function FileMenuItems({ role, index }: { readonly role: ReferenceRole; readonly index: number }) {
  const others = rolesOf(
    useComposer((s) => s.request.model),
    fileKindOf(role),
  ).filter((other) => other !== role);
  return (
    <>
      <Menu.Separator className="my-1 h-px bg-line" />
      {others.map((other) => (
        <Entry key={other} onClick={() => moveTo(index, other)}>
          {messages.frames.moveTo(other)}
        </Entry>
      ))}
      <Entry
        onClick={() => {
          removeReference(index);
          focusSlotAfterPopup(role);
        }}
      >
        {messages.frames.remove}
      </Entry>
    </>
  );
}

/** Moves a file to another role. If that role takes a single file and has one, the two are swapped. */
function moveTo(from: number, role: ReferenceRole): void {
  const { request } = useComposer.getState();
  const slot = formFor(request.model).slots.find((one) => one.role === role);
  const occupantIndex = request.references.findIndex((use) => use.role === role);
  if (slot?.max === 1 && occupantIndex >= 0) swapReferences(from, occupantIndex);
  else assignRole(from, role);
}

const Entry = ({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) => (
  <Menu.Item className={menuItem} onClick={onClick}>
    {children}
  </Menu.Item>
);
