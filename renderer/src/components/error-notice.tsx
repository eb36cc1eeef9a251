// A failure as a person reads it: what happened, what it means, the one next step, and the service's own words folded below.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { ErrorText, NextStep } from '../../../shared/text/index.ts';
import { call } from '../api.ts';
import { words } from '../words.ts';
import { Button } from './button.tsx';
import { Folded } from './folded.tsx';

/** How to take a next step here. A step that is missing has no button: what to do lies in plain sight, or is done elsewhere. */
export type Steps = Partial<Readonly<Record<NextStep, () => void>>>;

/** Steps that are the same everywhere. */
const everywhere: Steps = {
  'top-up': () => void call('system.openPage', { page: 'billing' }),
  'open-logs': () => void call('system.openLogs', {}),
};

export interface ErrorNoticeProps {
  readonly error: AppError;
  /** Where the usual words do not fit what was being done. */
  readonly text?: ErrorText;
  readonly steps?: Steps;
  /** A button of the caller's own instead of the error's usual one. */
  readonly action?: ReactNode;
  /** `plain` has no frame: for rows that already stand in a box. */
  readonly frame?: 'box' | 'plain';
}

export function ErrorNotice({ error, text, steps, action, frame = 'box' }: ErrorNoticeProps) {
  const { title, detail, action: next } = text ?? words.errorText(error);
  const own = words.serviceWords(error);
  const take = next === null ? undefined : (steps?.[next.step] ?? everywhere[next.step]);
  const button =
    action ??
    (next !== null && take !== undefined ? (
      <Button size="small" onClick={take}>
        {next.label}
      </Button>
    ) : null);
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
        {own !== null && <Folded title={words.queue.rawAnswer}>{own}</Folded>}
      </div>
      {button !== null && <div className="shrink-0">{button}</div>}
    </div>
  );
}
