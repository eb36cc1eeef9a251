// A button that makes one call and shows the reason if the call was refused.
import { Button } from '../button.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { type CallResult, useCall } from './use-call.ts';

interface Props {
  readonly label: string;
  readonly variant?: 'primary' | 'normal' | 'ghost';
  readonly size?: 'small' | 'normal';
  /** Shown on hover. */
  readonly title?: string;
  readonly disabled?: boolean;
  /** Makes the call; never rejects (api.ts). */
  readonly makeCall: () => Promise<CallResult>;
}

/** Shows a refusal beside the button until the next press, or on a separate line if the parent wraps. */
export function CallButton({ label, variant = 'normal', size = 'small', title, disabled = false, makeCall }: Props) {
  const { run, isPending, refusal } = useCall();
  return (
    <>
      {/* Only `aria-disabled` while busy, because a disabled button would lose the keyboard focus. */}
      <Button
        size={size}
        variant={variant}
        title={title}
        disabled={disabled}
        aria-disabled={isPending}
        onClick={() => {
          if (!isPending) run(makeCall);
        }}
      >
        {label}
      </Button>
      {refusal !== null && (
        <div className="order-last basis-full">
          <ErrorNotice error={refusal} frame="plain" />
        </div>
      )}
    </>
  );
}
