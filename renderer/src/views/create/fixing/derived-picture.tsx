// On the tile of a picture that was made from another one: what was done, and the way back. And what stands for one that cannot be shown.
import { FileImage, Undo2 } from 'lucide-react';
import type { Reference } from '../../../../../shared/generation.ts';
import { messages } from '../../../messages.ts';

/** "cropped · ", or nothing. */
export const derivationText = (reference: Reference | null): string =>
  reference?.derivedFrom ? `${messages.fixing.made[reference.derivedFrom.how]} · ` : '';

/** A converted picture has no way back: its original cannot be uploaded. */
export function OriginalButton({ reference, className }: { readonly reference: Reference | null; readonly className: string }) {
  if (!reference?.derivedFrom || reference.derivedFrom.how === 'convert') return null;
  const label = messages.fixing.original(reference.name || messages.composer.unnamed);
  const press = async (): Promise<void> => {
    const { takeOriginal } = await import('./apply-fix.ts');
    await takeOriginal(reference);
  };
  return (
    <button type="button" aria-label={label} title={label} className={className} onClick={() => void press()}>
      <Undo2 aria-hidden className="size-3" />
    </button>
  );
}

/** A TIFF, which Chromium does not show: it is being converted, or could not be. */
export function PicturePlaceholder() {
  return (
    <span className="grid size-full place-items-center text-faint">
      <FileImage aria-hidden className="size-5" />
    </span>
  );
}
