// The reason why a press was refused, as text alone: for places without room for a box, or inside a box.
import type { AppError } from '../../../../shared/errors.ts';
import { messages } from '../../messages.ts';

/** Shows nothing while `error` is null. */
export function RefusalLine({ error }: { readonly error: AppError | null }) {
  if (error === null) return null;
  const { title, detail } = messages.errorText(error);
  return (
    <p role="alert" className="mt-1 select-text break-words text-[12px] text-bad">
      {messages.format.sentences([title, detail])}
    </p>
  );
}
