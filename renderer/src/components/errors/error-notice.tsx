// An error as text for the user: what happened, what it means, one next step, and the service's own message hidden below. Every view that
// shows an error uses the parts in this file.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppError } from '../../../../shared/errors.ts';
import type { ErrorText, NextStep } from '../../../../shared/text/index.ts';
import { call } from '../../api.ts';
import { messages } from '../../messages.ts';
import { useNowSeconds } from '../../use-now.ts';
import { Button } from '../button.tsx';
import { Disclosure } from '../disclosure.tsx';
import { NamedText } from '../named-text.tsx';
import { nameInError } from './name-in-error.ts';
import { rawResponse } from './raw-response.ts';
import { RefusalLine } from './refusal-line.tsx';
import { type CallResult, type RunCall, useCall } from './use-call.ts';

/**
 * Handlers for the next steps of errors in this view. The handler shows the reason if its step is refused. A step that has an entry
 * neither here nor in `commonSteps` has no button.
 */
type Steps = Partial<Readonly<Record<NextStep, () => void>>>;

/** Steps whose handler is the same in every view. */
const commonSteps: Partial<Readonly<Record<NextStep, () => Promise<CallResult>>>> = {
  'top-up': () => call('system.openPage', { page: 'billing' }),
  'open-logs': () => call('system.openLogs', {}),
  'proxy-sign-in': () => call('network.showProxyPrompt', {}),
};

/** The handler of a step; null when it has no button. */
function stepHandler(step: NextStep, steps: Steps | undefined, run: RunCall): (() => void) | null {
  const ownHandler = steps?.[step];
  if (ownHandler !== undefined) return ownHandler;
  const commonHandler = commonSteps[step];
  return commonHandler === undefined ? null : () => run(commonHandler);
}

/** The error, and the additions of the view that shows it. */
interface ErrorNoticeProps {
  readonly error: AppError;
  /** Replaces the usual text of the error, e.g. when that does not fit the action that failed. */
  readonly text?: ErrorText;
  readonly steps?: Steps;
  /** A button of the caller that replaces the button for the error's next step. */
  readonly action?: ReactNode;
  /** More options, below the text. */
  readonly moreActions?: ReactNode;
  /** `plain` has no frame: for rows that are already in a box. */
  readonly frame?: 'box' | 'plain';
  /** The earliest time of the step (Unix, milliseconds); the button counts down to it. */
  readonly notBeforeMs?: number | null;
}

/**
 * Shows an error as an alert: title, detail, the button for its next step, and the service's own message. If that step is refused too, the
 * refusal appears below.
 */
export function ErrorNotice({ error, text, steps, action, moreActions, frame = 'box', notBeforeMs = null }: ErrorNoticeProps) {
  const { title, detail, action: next } = text ?? messages.errorText(error);
  const name = nameInError(error);
  const { run, refusal } = useCall();
  const takeStep = next === null ? null : stepHandler(next.step, steps, run);
  const button =
    action ??
    (next !== null && takeStep !== null ? <StepButton label={next.label} notBeforeMs={notBeforeMs} onTakeStep={takeStep} /> : null);
  return (
    <div
      role="alert"
      className={`flex items-start gap-2.5 ${frame === 'box' ? 'rounded-control border border-bad/35 bg-bad-soft px-3 py-2.5' : ''}`}
    >
      <CircleAlert size={16} className="mt-px shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1 select-text">
        <p className="break-words">
          <span className="font-semibold">
            <NamedText text={title} name={name} />
          </span>
          {messages.format.sentenceGap}
          <span className="text-dim">
            <NamedText text={detail} name={name} />
          </span>
        </p>
        {moreActions}
        <ServiceMessage error={error} />
        <RefusalLine error={refusal} />
      </div>
      {button !== null && <div className="shrink-0">{button}</div>}
    </div>
  );
}

/** The service's own message, hidden until the user opens it; renders nothing if the service sent none. */
export function ServiceMessage({ error }: { readonly error: AppError }) {
  const raw = rawResponse(error);
  return raw === null ? null : <Disclosure title={messages.queue.rawMessage}>{raw}</Disclosure>;
}

interface StepProps {
  readonly label: string;
  readonly onTakeStep: () => void;
  readonly variant?: 'primary' | 'normal';
  readonly notBeforeMs?: number | null;
}

/** The button for the next step. If the service asks to wait, the button counts down and does nothing until then. */
export function StepButton({ notBeforeMs = null, ...button }: StepProps) {
  return notBeforeMs === null ? <ActiveStepButton {...button} /> : <WaitingStepButton notBeforeMs={notBeforeMs} {...button} />;
}

function ActiveStepButton({ label, onTakeStep, variant = 'normal' }: Omit<StepProps, 'notBeforeMs'>) {
  return (
    <Button size="small" variant={variant} onClick={onTakeStep}>
      {label}
    </Button>
  );
}

function WaitingStepButton({ notBeforeMs, label, onTakeStep, variant = 'normal' }: StepProps & { readonly notBeforeMs: number }) {
  const remainingSeconds = Math.ceil(notBeforeMs / 1_000) - useNowSeconds();
  if (remainingSeconds <= 0) return <ActiveStepButton label={label} onTakeStep={onTakeStep} variant={variant} />;
  return (
    // Only `aria-disabled`, because a disabled button would lose the keyboard focus.
    <Button size="small" aria-disabled className="tabular-nums" title={messages.queue.waitBeforeRetry}>
      {messages.queue.actionIn(label, messages.format.clock(remainingSeconds))}
    </Button>
  );
}
