// The panel of the composer. The user sets its width by dragging its edge or with the arrow keys; the settings keep it.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import { call } from '../api.ts';
import { ErrorNotice } from '../components/errors/error-notice.tsx';
import { useCall } from '../components/errors/use-call.ts';
import { messages } from '../messages.ts';
import { selectStatus, useStudio } from '../store/studio-store.ts';

/** Limits of the width, in pixels. */
const minWidth = 280;
const maxWidth = 640;
const clampWidth = (width: number) => Math.round(Math.min(maxWidth, Math.max(minWidth, width)));

/** The width of the panel in pixels, and the handlers of its edge. `refusal`: why the last width could not be saved. */
function useWidth() {
  const savedWidth = useStudio((s) => selectStatus(s)?.settings.composerWidthPixels ?? 344);
  // Set while dragging, and until the settings have the new width.
  const [draggedWidth, setDraggedWidth] = useState<number | null>(null);
  const width = draggedWidth ?? savedWidth;

  const { run, refusal } = useCall();
  const saveWidth = (next: number) => run(() => call('settings.change', { composerWidthPixels: clampWidth(next) }));
  const handlePointerDown = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const pointerOffset = event.clientX - width;
    handle.setPointerCapture(event.pointerId);
    let lastWidth = width;
    const move = (moveEvent: globalThis.PointerEvent) => {
      lastWidth = clampWidth(moveEvent.clientX - pointerOffset);
      setDraggedWidth(lastWidth);
    };
    const end = () => {
      handle.removeEventListener('pointermove', move);
      run(async () => {
        const result = await call('settings.change', { composerWidthPixels: lastWidth });
        setDraggedWidth(null);
        return result;
      });
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', end, { once: true });
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 16 : event.key === 'ArrowLeft' ? -16 : 0;
    if (step !== 0) saveWidth(width + step);
  };
  return { width, handlePointerDown, handleKeyDown, refusal };
}

/**
 * The resizable column left of the stage, 280 to 640 pixels wide. In a window narrower than 720 pixels, it is always 280 wide. Shows why a
 * new width could not be saved.
 */
export function ComposerPanel({ children }: { readonly children: ReactNode }) {
  const { width, handlePointerDown, handleKeyDown, refusal } = useWidth();
  return (
    <aside
      aria-label={messages.composer.label}
      data-composer
      className="relative flex min-h-0 flex-col border-r border-line bg-panel [grid-area:comp] max-[720px]:max-w-[280px]"
      style={{ width }}
    >
      {refusal !== null && (
        <div className="p-2.5">
          <ErrorNotice error={refusal} />
        </div>
      )}
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: no element is a movable separator with a value */}
      <div
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={messages.composer.resize}
        aria-valuenow={width}
        aria-valuemin={minWidth}
        aria-valuemax={maxWidth}
        onPointerDown={handlePointerDown}
        onKeyDown={handleKeyDown}
        className="absolute top-0 -right-[3px] z-10 max-[720px]:hidden h-full w-[6px] cursor-col-resize hover:bg-accent/40"
      />
    </aside>
  );
}
