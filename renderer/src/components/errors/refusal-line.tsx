// The reason why a press was refused, as text alone: for places without room for a box, or inside a box.
import type { AppError } from '../../../../shared/errors.ts';
import { ErrorSentences } from './error-sentences.tsx';

/** Shows nothing while `error` is null. */
export function RefusalLine({ error }: { readonly error: AppError | null }) {
  if (error === null) return null;
  return (
    <p role="alert" className="mt-1 select-text break-words text-[12px] text-bad">
      <ErrorSentences error={error} />
    </p>
  );
}
