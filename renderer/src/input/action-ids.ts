// Keys for buttons that cost money and have no form of their own to keep one in: "Generate again", "Send again".
import type { AppError } from '../../../shared/errors.ts';
import type { Result } from '../../../shared/result.ts';

/** Longer than the two presses of a hand that meant one, shorter than a thought. */
export const doubleClickMs = 500;

interface PendingAction {
  readonly key: string;
  /** When it was answered with success, by the page's own clock; null while it is under way or has failed. */
  readonly doneAtMs: number | null;
}

const presses = new Map<string, PendingAction>();

/**
 * Carries out a press of the button that `button` names, e.g. `make-again 12`. It is the same press, with the same key, while the last one is
 * under way, right after it, and after it failed: main carries each key out once.
 */
export async function withActionId<T>(button: string, send: (key: string) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
  const last = presses.get(button);
  const isSame = last !== undefined && (last.doneAtMs === null || performance.now() - last.doneAtMs < doubleClickMs);
  const key = isSame ? last.key : crypto.randomUUID();
  if (!isSame) presses.set(button, { key, doneAtMs: null });
  const answer = await send(key);
  if (answer.ok && presses.get(button)?.key === key) presses.set(button, { key, doneAtMs: performance.now() });
  return answer;
}
