// Content that is hidden until the user opens it.
import { ChevronRight } from 'lucide-react';

/** The line that opens and closes a `<details className="group">`. Its arrow points down while the content is shown. */
export function DisclosureSummary({ title }: { readonly title: string }) {
  return (
    <summary className="inline-flex list-none items-center gap-1 rounded-control text-dim text-sm hover:text-text">
      <ChevronRight size={13} className="transition-transform group-open:rotate-90" aria-hidden />
      {title}
    </summary>
  );
}

interface DisclosureProps {
  readonly title: string;
  readonly children: string;
  onOpen?(): void;
}

/** A line with `title` that opens to show `children` as preformatted text, e.g. the raw response of the service. Closed at first. */
export function Disclosure({ title, children, onOpen }: DisclosureProps) {
  return (
    <details className="group mt-1.5" onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}>
      <DisclosureSummary title={title} />
      <pre className="mt-1.5 max-h-64 select-text overflow-auto whitespace-pre-wrap break-words rounded-control border border-line bg-bg p-2 font-mono text-dim text-sm">
        {children}
      </pre>
    </details>
  );
}
