// The reason why a press was refused, in a box below the row of the pressed button, with the error's next step.
import type { AppError } from '../../../../shared/errors.ts';
import { ErrorNotice } from './error-notice.tsx';

/** Shows nothing while `error` is null. */
export function RefusalBox({ error }: { readonly error: AppError | null }) {
  if (error === null) return null;
  return (
    <div className="mt-2.5">
      <ErrorNotice error={error} />
    </div>
  );
}
