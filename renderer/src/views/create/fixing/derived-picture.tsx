// Parts of the tile of a derived picture: the kind of change, and a button that restores the original. Also the placeholder for a picture
// that cannot be shown.
import { FileImage, Undo2 } from 'lucide-react';
import type { Reference } from '../../../../../shared/generation.ts';
import { messages } from '../../../messages.ts';

/** How the picture was derived, e.g. "cropped · "; empty for an original. */
export const derivationText = (reference: Reference | null): string =>
  reference?.derivedFrom ? `${messages.fixing.derivations[reference.derivedFrom.how]} · ` : '';

/** Restores the original. A converted picture has no such button: its original cannot be uploaded. */
export function OriginalButton({ reference, className }: { readonly reference: Reference | null; readonly className: string }) {
  if (!reference?.derivedFrom || reference.derivedFrom.how === 'convert') return null;
  const label = messages.fixing.original(reference.name || messages.composer.unnamed);
  const handleClick = async (): Promise<void> => {
    const { restoreOriginal } = await import('./apply-fix.ts');
    await restoreOriginal(reference);
  };
  return (
    <button type="button" aria-label={label} title={label} className={className} onClick={() => void handleClick()}>
      <Undo2 aria-hidden className="size-3" />
    </button>
  );
}

/** Shown instead of a TIFF, which Chromium cannot show: its conversion is in progress or has failed. */
export function PicturePlaceholder() {
  return (
    <span className="grid size-full place-items-center text-faint">
      <FileImage aria-hidden className="size-5" />
    </span>
  );
}
