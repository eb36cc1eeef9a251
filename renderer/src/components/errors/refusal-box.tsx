// Why a press was refused, in a box below the row of the button that was pressed, with the error's next step.
import type { AppError } from '../../../../shared/errors.ts';
import { ErrorNotice } from './error-notice.tsx';

/** Nothing where nothing was refused. */
export function RefusalBox({ error }: { readonly error: AppError | null }) {
  if (error === null) return null;
  return (
    <div className="mt-2.5">
      <ErrorNotice error={error} />
    </div>
  );
}
