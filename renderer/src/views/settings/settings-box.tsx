// The boxes of the settings: a titled frame of rows, each with its name, a quiet line and its controls on the right.
import type { ReactNode } from 'react';

export function Box({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="divide-y divide-line rounded-[10px] border border-line bg-panel">
      {children}
    </section>
  );
}

export interface RowProps {
  readonly title: string;
  /** What marks it: in use, simulated. */
  readonly marks?: ReactNode;
  readonly detail?: ReactNode;
  /** Names the thing the row is about; a plain setting needs no weight. */
  readonly strong?: boolean;
  readonly controls?: ReactNode;
  /** What went well or wrong, below the row. */
  readonly children?: ReactNode;
}

export function Row({ title, marks, detail, strong = false, controls, children }: RowProps) {
  return (
    <div className="px-4 py-3">
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-[200px] flex-1">
          <div className="flex items-center gap-2">
            <span className={`min-w-0 truncate ${strong ? 'font-semibold' : ''}`}>{title}</span>
            {marks}
          </div>
          {detail !== undefined && <div className="mt-0.5 select-text break-words text-[12px] text-dim">{detail}</div>}
        </div>
        {controls !== undefined && <div className="flex flex-wrap items-center gap-1.5">{controls}</div>}
      </div>
      {children}
    </div>
  );
}
