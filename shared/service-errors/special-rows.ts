// Refusals that say more than their status: the same kind of error, but other words and another next step.
import { creditLimitCodes } from './credit-limits.ts';
import type { ErrorRow } from './error-row.ts';
import type { HttpErrorKind } from './http-rows.ts';

interface SpecialRow extends Pick<ErrorRow, 'step'> {
  readonly kinds: readonly HttpErrorKind[];
  /** Any of these in the answer, in any case, makes it this row. */
  readonly codes: readonly string[];
  /** For bodies of the contract's date, whose code is the status again. */
  readonly message: RegExp | null;
}

/** Looked through in this order. */
export const specialErrors = {
  /** The prompt was refused before anything was made. */
  'content-refused': { kinds: ['invalid-request'], codes: ['content_policy_violation'], message: null, step: 'edit-prompt' },
  /** The service does not offer this model, or not to this key: it says both in the same words. */
  'model-refused': {
    kinds: ['invalid-request', 'access-denied', 'not-found'],
    codes: ['model_access_denied', 'KEY_MODEL_NOT_ALLOWED', 'no_available_channel', 'model_not_found'],
    message: /access to (the )?model|model\b.*\b(not found|does not exist|no longer (exists|available))/i,
    step: 'choose-model',
  },
  /** The archived pages' words about models that were taken off; it may as well be a bad minute, so the task waits all the same. */
  'no-channel': { kinds: ['service-unavailable'], codes: [], message: /no available channel/i, step: 'choose-model' },
  /** Not the account is empty but all that this key may spend is spent. */
  'key-total-limit': { kinds: ['insufficient-credits'], codes: creditLimitCodes('key-total'), message: null, step: 'replace-key' },
  /** What this key may spend in a day is spent. */
  'key-daily-limit': { kinds: ['insufficient-credits'], codes: creditLimitCodes('key-daily'), message: null, step: 'replace-key' },
} as const satisfies Readonly<Record<string, SpecialRow>>;

export type SpecialError = keyof typeof specialErrors;

/** The special row of an answer, null where its kind says it all. */
export function specialOf(
  kind: HttpErrorKind,
  said: { readonly code: string | null; readonly param: string | null; readonly message: string | null },
): SpecialError | null {
  const code = said.code?.toLowerCase() ?? null;
  for (const [name, row] of Object.entries(specialErrors) as [SpecialError, SpecialRow][]) {
    if (!row.kinds.includes(kind)) continue;
    if (code !== null && row.codes.some((known) => known.toLowerCase() === code)) return name;
    if (row.message?.test(said.message ?? '')) return name;
  }
  // An unknown model is told by its field where the code is only the status again.
  return (kind === 'not-found' || kind === 'access-denied') && said.param === 'model' ? 'model-refused' : null;
}
