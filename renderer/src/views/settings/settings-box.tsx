// The layout of the settings: a titled box of rows, each with a name, a line of details, and controls on the right.
import type { ReactNode } from 'react';

/** A frame around rows. `title` is its accessible name only; the first row usually shows it. */
export function SettingsBox({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="divide-y divide-line rounded-[10px] border border-line bg-panel">
      {children}
    </section>
  );
}

/** The content of a row. `title` and `controls` share a line if there is room for both. */
interface RowProps {
  readonly title: ReactNode;
  /** Marks beside the title, e.g. that a profile is active or simulated. */
  readonly marks?: ReactNode;
  readonly detail?: ReactNode;
  /** True makes the title bold. Used for the name of a thing such as an account, not for a setting. */
  readonly isStrong?: boolean;
  readonly controls?: ReactNode;
  /** Progress and outcomes, below the row. */
  readonly children?: ReactNode;
}

/** One setting, or one thing such as an account, in a `SettingsBox`. */
export function SettingsRow({ title, marks, detail, isStrong = false, controls, children }: RowProps) {
  return (
    <div className="px-4 py-3">
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-[200px] flex-1">
          <div className="flex items-center gap-2">
            <span className={`min-w-0 truncate ${isStrong ? 'font-semibold' : ''}`}>{title}</span>
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
