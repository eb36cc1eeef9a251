// The sign of work in hand beside a short sentence that names it. It turns for a few seconds, so that a press is seen to be answered, and
// then stands still: an animation without an end keeps the compositor drawing for as long as it is in view.
import { LoaderCircle } from 'lucide-react';

/** Decorative: what goes on must be said in text beside it. `className` gives size and colour. */
export const BusyIcon = ({ className }: { readonly className: string }) => (
  <LoaderCircle aria-hidden className={`turns-briefly ${className}`} />
);
