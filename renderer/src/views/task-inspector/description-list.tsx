// Names and values side by side, as one list to a screen reader.
import type { ReactNode } from 'react';

/** A description list in two columns; its children are `DescriptionItem`s. */
export function DescriptionList({ children }: { readonly children: ReactNode }) {
  return <dl className="grid grid-cols-[120px_minmax(0,1fr)] gap-x-4 gap-y-1">{children}</dl>;
}

/** A name and its value in `DescriptionList`. The value can be selected and keeps its line breaks. */
export function DescriptionItem({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-dim">{label}</dt>
      <dd className="min-w-0 select-text whitespace-pre-wrap break-words">{children}</dd>
    </>
  );
}
