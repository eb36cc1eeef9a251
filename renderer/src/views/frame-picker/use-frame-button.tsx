// "Use this frame" under the player: a press makes the visible frame the first frame of the composer's request; the arrow beside it offers
// other roles.
import { Menu } from '@base-ui/react/menu';
import { Check, ChevronDown, ImageDown } from 'lucide-react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { ReferenceRole } from '../../../../shared/generation.ts';
import type { LibraryItem } from '../../../../shared/ipc.ts';
import { NamedText } from '../../components/named-text.tsx';
import { menuItem, menuPopup } from '../../components/popups/menu-styles.ts';
import { messages } from '../../messages.ts';
import { useComposer } from '../create/composer-store.ts';
import { startWithFile } from '../create/load-request.ts';
import type { PlacementTarget } from '../create/references/add-references.ts';
import { addShownFrame, copyShownFrame, frameRole, rolesOf, saveShownFrame } from '../slot-menu/use-as-reference.ts';

/** Actions on the visible frame, for the button and the keys of the player. */
export interface FrameActions {
  /** Adds the visible frame to the request; without a role it gets the usual one (`frameRole`). */
  take(target?: PlacementTarget): void;
  /** Copies the visible frame to the clipboard. */
  copy(): void;
  /** Saves the visible frame to a file. */
  save(): void;
  readonly state:
    | { readonly kind: 'idle' }
    | { readonly kind: 'taking' }
    | { readonly kind: 'added'; readonly role: ReferenceRole }
    | { readonly kind: 'copied' }
    | { readonly kind: 'saved'; readonly name: string };
}

/** Captures frames of `video`. `pause` stops it first, so that the captured frame stays visible. One capture runs at a time. */
export function useFrameActions(item: LibraryItem, video: RefObject<HTMLVideoElement | null>, pause: () => void): FrameActions {
  const [state, setState] = useState<FrameActions['state']>({ kind: 'idle' });
  const isBusy = useRef(false);
  // Clears the message about the previous frame when another one is visible.
  useEffect(() => {
    const node = video.current;
    if (node === null) return;
    const handleMove = (): void => setState((current) => (current.kind === 'taking' ? current : { kind: 'idle' }));
    for (const name of ['seeking', 'play'] as const) node.addEventListener(name, handleMove);
    return () => {
      for (const name of ['seeking', 'play'] as const) node.removeEventListener(name, handleMove);
    };
  }, [video]);
  const runCapture = useCallback(
    async (capture: (node: HTMLVideoElement) => Promise<FrameActions['state']>): Promise<void> => {
      const node = video.current;
      if (node === null || isBusy.current) return;
      isBusy.current = true;
      pause();
      setState({ kind: 'taking' });
      let nextState: FrameActions['state'] = { kind: 'idle' };
      try {
        nextState = await capture(node);
      } finally {
        isBusy.current = false;
        setState(nextState);
      }
    },
    [video, pause],
  );
  const take = (target?: PlacementTarget): void => {
    const placement = target === undefined ? frameRole(useComposer.getState().request) : target;
    void runCapture(async (node) => {
      const role = await addShownFrame(item, node, placement);
      if (role === null) return { kind: 'idle' };
      // From the player, this starts a new request; filling a slot from within the composer keeps the number of variations.
      startWithFile();
      return { kind: 'added', role };
    });
  };
  const copy = (): void => {
    void runCapture(async (node) => ({ kind: (await copyShownFrame(node)) ? 'copied' : 'idle' }));
  };
  const save = (): void => {
    void runCapture(async (node) => {
      const name = await saveShownFrame(item, node);
      return name === null ? { kind: 'idle' } : { kind: 'saved', name };
    });
  };
  return { take, copy, save, state };
}

interface Props {
  /** The element in full screen; menus must be inside it to be visible. */
  readonly container: RefObject<HTMLElement | null>;
  readonly frameActions: FrameActions;
  /** Why no frame can be used; null if a frame can be used. */
  readonly disabledReason: string | null;
}

const halfButtonClass = 'inline-flex h-[26px] items-center gap-1.5 border border-line-strong bg-raised hover:bg-hover disabled:opacity-40';

/** The button with its menu. After a press, its label is the outcome, until another frame is visible. */
export function UseFrameButton({ container, frameActions, disabledReason }: Props) {
  const model = useComposer((s) => s.request.model);
  const roles = rolesOf(model, 'image');
  const outcome = outcomeText(frameActions.state);
  return (
    <span className="mx-2 inline-flex shrink-0">
      <button
        type="button"
        title={disabledReason ?? outcome ?? messages.frames.useKey}
        aria-keyshortcuts="Shift+U"
        disabled={disabledReason !== null}
        onClick={() => frameActions.take()}
        className={`${halfButtonClass} rounded-l-control border-r-0 px-2.5 text-[12px] whitespace-nowrap`}
      >
        {outcome === null ? <ImageDown size={13} aria-hidden /> : <Check size={13} aria-hidden className="text-ok" />}
        {/* The name of a saved file can be long. */}
        <span className="max-w-[220px] truncate">
          <NamedText
            text={outcome ?? (frameActions.state.kind === 'taking' ? messages.frames.extracting : messages.frames.use)}
            name={frameActions.state.kind === 'saved' ? frameActions.state.name : ''}
          />
        </span>
      </button>
      <Menu.Root modal={false}>
        <Menu.Trigger
          aria-label={messages.frames.useAs}
          title={disabledReason ?? messages.frames.useAs}
          disabled={disabledReason !== null}
          className={`${halfButtonClass} rounded-r-control px-1`}
        >
          <ChevronDown size={13} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={container}>
          <Menu.Positioner className="z-50 outline-none" side="top" align="end" sideOffset={6}>
            <Menu.Popup className={`${menuPopup} min-w-[160px]`}>
              {roles.map((role) => (
                <Menu.Item key={role} className={menuItem} onClick={() => frameActions.take(role)}>
                  {messages.frames.asRole(role)}
                </Menu.Item>
              ))}
              {roles.length > 0 && <Menu.Separator className="my-1 h-px bg-line" />}
              <Menu.Item className={menuItem} onClick={frameActions.copy}>
                {messages.frames.copy}
              </Menu.Item>
              <Menu.Item className={menuItem} onClick={frameActions.save}>
                {messages.frames.save}
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <span role="status" className="sr-only">
        {outcome}
      </span>
    </span>
  );
}

/** The outcome of the last action as text, until another frame is visible. */
function outcomeText(state: FrameActions['state']): string | null {
  switch (state.kind) {
    case 'added':
      return messages.frames.usedAs(state.role);
    case 'copied':
      return messages.frames.copied;
    case 'saved':
      return messages.frames.saved(state.name);
    case 'idle':
    case 'taking':
      return null;
  }
}
