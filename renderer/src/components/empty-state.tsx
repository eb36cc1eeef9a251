// The content of an empty view: an explanation, and the action that fills the view.
import type { ReactNode } from 'react';

interface Props {
  readonly icon: ReactNode;
  readonly title: string;
  readonly detail: string;
  readonly action?: ReactNode;
}

/** Icon, heading and explanation in the middle of the view. `action` is the one button that fills the view; it may be left out. */
export function EmptyState({ icon, title, detail, action }: Props) {
  return (
    <div className="grid h-full place-items-center p-8">
      <div className="flex max-w-[380px] flex-col items-center gap-3 text-center">
        <span className="grid size-12 place-items-center rounded-full border border-line bg-panel text-dim">{icon}</span>
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="text-dim">{detail}</p>
        {action}
      </div>
    </div>
  );
}
