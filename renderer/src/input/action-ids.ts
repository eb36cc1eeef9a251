// Action ids for buttons that cost money and have no form that could keep the id: "Generate again", "Send again". The button Generate has
// its own ids: `views/create/submit/generate-press.ts`.
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * The time in milliseconds in which a second press counts as a double click. It is longer than an accidental double click and shorter than
 * the time for a deliberate second press.
 */
export const doubleClickMs = 500;

interface PendingAction {
  readonly key: string;
  /** When it succeeded, by `performance.now()`; null while it is in progress or after a failure. */
  readonly doneAtMs: number | null;
}

const presses = new Map<string, PendingAction>();

/**
 * Performs a press of the button that `button` names, e.g. `rerun 12`. While the last press is in progress, shortly after it, and
 * after its failure, a further press counts as the same one and has the same action id. Main performs each id only once.
 */
export async function withActionId<T>(button: string, send: (key: string) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
  const lastPress = presses.get(button);
  const isSame = lastPress !== undefined && (lastPress.doneAtMs === null || performance.now() - lastPress.doneAtMs < doubleClickMs);
  const key = isSame ? lastPress.key : crypto.randomUUID();
  if (!isSame) presses.set(button, { key, doneAtMs: null });
  const result = await send(key);
  if (result.ok && presses.get(button)?.key === key) presses.set(button, { key, doneAtMs: performance.now() });
  return result;
}
