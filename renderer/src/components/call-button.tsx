// A button that makes one call and shows why it was refused: a press that did nothing must not look like one that worked.
import { useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface Props {
  readonly label: string;
  readonly weight?: 'primary' | 'normal';
  /** Makes the call; never rejects (api.ts). */
  readonly make: () => Promise<Result<unknown, AppError>>;
}

/** What became of the last press. */
type Outcome = { readonly kind: 'none' } | { readonly kind: 'busy' } | { readonly kind: 'refused'; readonly error: AppError };

/** The refusal stands below the button, in a line of its own where the parent wraps, until the next press. */
export function CallButton({ label, weight = 'normal', make }: Props) {
  const [outcome, setOutcome] = useState<Outcome>({ kind: 'none' });
  const press = async (): Promise<void> => {
    if (outcome.kind === 'busy') return;
    setOutcome({ kind: 'busy' });
    const answer = await make();
    setOutcome(answer.ok ? { kind: 'none' } : { kind: 'refused', error: answer.error });
  };
  return (
    <>
      {/* Never really disabled: the keyboard would lose its place. */}
      <Button size="small" weight={weight} aria-disabled={outcome.kind === 'busy'} onClick={() => void press()}>
        {label}
      </Button>
      {outcome.kind === 'refused' && (
        <div className="order-last basis-full">
          <ErrorNotice error={outcome.error} frame="plain" />
        </div>
      )}
    </>
  );
}
