// Modal dialogs, on Base UI: the focus moves in, stays in and returns; Escape and a press outside close the dialog.
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { messages } from '../messages.ts';
import { Button, IconButton } from './button.tsx';

const backdrop =
  'fixed inset-0 z-40 bg-black/45 transition-opacity duration-150 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0';
const popup =
  'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100vh-48px)] max-w-[calc(100vw-48px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-panel border border-line bg-panel text-text shadow-float outline-none transition-[opacity,scale] duration-150 data-[ending-style]:scale-[0.98] data-[ending-style]:opacity-0 data-[starting-style]:scale-[0.98] data-[starting-style]:opacity-0';

/**
 * `onClose` is called by Escape, by the cross, and by a press outside unless `disablePointerDismissal`. The caller then sets `open` to
 * false.
 */
interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Shown under the title, and read out together with it. */
  readonly description?: ReactNode;
  readonly widthPixels?: number;
  /** The element that gets the focus first; by default the first control of a form, the first text field, or the cross. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** A press outside does not close the dialog, e.g. because the user types in it. Escape and the buttons still do. */
  readonly disablePointerDismissal?: boolean;
  readonly children: ReactNode;
  /** Stays visible below the content, which scrolls. */
  readonly footer?: ReactNode;
}

const enabled = ':not(:disabled, [tabindex="-1"])';

/** The control where the work in a dialog begins: not the cross, which closes it at Enter. null: the dialog has none. */
const firstControl = (content: HTMLElement | null): HTMLElement | null =>
  content?.querySelector<HTMLElement>(`form :is(input, textarea, select, button)${enabled}`) ??
  content?.querySelector<HTMLElement>(`:is(input[type="text"], input[type="search"], textarea)${enabled}`) ??
  null;

/** A modal dialog with a title, a cross, content that scrolls, and an optional row of buttons. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  widthPixels = 440,
  initialFocus,
  disablePointerDismissal = false,
  children,
  footer,
}: DialogProps) {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()} disablePointerDismissal={disablePointerDismissal}>
      <Base.Portal>
        <Base.Backdrop className={backdrop} />
        <Base.Popup
          className={popup}
          style={{ width: widthPixels }}
          initialFocus={initialFocus ?? (() => firstControl(content.current) ?? true)}
        >
          <header className="flex items-start gap-3 border-line border-b py-3 pr-3 pl-5">
            <div className="min-w-0 flex-1 py-0.5">
              <Base.Title className="truncate font-semibold text-lg">{title}</Base.Title>
              {description !== undefined && <Base.Description className="mt-0.5 text-dim text-sm">{description}</Base.Description>}
            </div>
            <IconButton label={messages.app.close} onClick={onClose}>
              <X size={16} aria-hidden />
            </IconButton>
          </header>
          <div ref={content} className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
            {children}
          </div>
          {footer !== undefined && <footer className="flex justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** After a press on its confirm button, `onClose` is called first, then `onConfirm`. */
interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly detail: string;
  /** The label of the confirm button: a verb, never "OK". */
  readonly confirm: string;
  /** The label of the cancel button; "Cancel" by default. */
  readonly cancel?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. A press outside does nothing; Escape cancels. */
export function ConfirmDialog({ open, title, detail, confirm, cancel, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={backdrop} />
        <AlertDialog.Popup data-modal className={`${popup} p-5`} style={{ width: 400 }}>
          <AlertDialog.Title className="break-words font-semibold text-lg">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-dim">{detail}</AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={onClose}>{cancel ?? messages.settings.cancel}</Button>
            <Button
              variant="danger"
              onClick={() => {
                onClose();
                onConfirm();
              }}
            >
              {confirm}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
