// A spinner beside a short sentence that names the work in progress. It spins for a few seconds, so that a press has a visible effect, and
// then stops, because an endless animation keeps the compositor drawing while it is visible.
import { LoaderCircle } from 'lucide-react';

/** Decorative: the text beside it must say what is going on. `className` sets size and colour. */
export const BusyIcon = ({ className }: { readonly className: string }) => (
  <LoaderCircle aria-hidden className={`turns-briefly ${className}`} />
);
