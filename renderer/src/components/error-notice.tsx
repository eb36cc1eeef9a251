// A failure as a person reads it: what happened, what it means, the one next step, and the service's own words folded below.
import { ChevronRight, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { words } from '../words.ts';

export interface ErrorNoticeProps {
  readonly error: AppError;
  /** The next step as a button: only the place that shows the error knows how to take it. */
  readonly action?: ReactNode;
  /** `plain` has no frame: for rows that already stand in a box. */
  readonly frame?: 'box' | 'plain';
}

export function ErrorNotice({ error, action, frame = 'box' }: ErrorNoticeProps) {
  const { title, detail } = words.errorText(error);
  const own = words.serviceWords(error);
  return (
    <div
      role="alert"
      className={`flex items-start gap-2.5 ${frame === 'box' ? 'rounded-control border border-bad/35 bg-bad-soft px-3 py-2.5' : ''}`}
    >
      <CircleAlert size={16} className="mt-px shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1 select-text">
        <p className="break-words">
          <span className="font-semibold">{title}</span> <span className="text-dim">{detail}</span>
        </p>
        {own !== null && <Folded title={words.errorOwnWords}>{own}</Folded>}
      </div>
      {action !== undefined && action !== null && <div className="shrink-0">{action}</div>}
    </div>
  );
}

/** Words that only some people want: one line until it is opened. */
export function Folded({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <details className="group mt-1.5">
      <summary className="inline-flex list-none items-center gap-1 rounded-control text-dim text-sm hover:text-text">
        <ChevronRight size={13} className="transition-transform group-open:rotate-90" aria-hidden />
        {title}
      </summary>
      <pre className="mt-1.5 max-h-64 select-text overflow-auto whitespace-pre-wrap break-words rounded-control bg-bg p-2 font-mono text-dim text-sm">
        {children}
      </pre>
    </details>
  );
}
