// Why a press was refused, as text alone: where there is no room for a box, or a box stands around it already.
import type { AppError } from '../../../../shared/errors.ts';
import { messages } from '../../messages.ts';

/** Nothing where nothing was refused. */
export function RefusalLine({ error }: { readonly error: AppError | null }) {
  if (error === null) return null;
  const { title, detail } = messages.errorText(error);
  return (
    <p role="alert" className="mt-1 select-text break-words text-[12px] text-bad">
      {title} {detail}
    </p>
  );
}
