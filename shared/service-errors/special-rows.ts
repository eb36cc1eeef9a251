// Refusals with more information than their status: the same kind of error, but another sentence and another next step.
import { creditLimitCodes } from './credit-limits.ts';
import type { ErrorRow } from './error-row.ts';
import type { HttpErrorKind } from './http-rows.ts';

interface SpecialRow extends Pick<ErrorRow, 'step'> {
  readonly kinds: readonly HttpErrorKind[];
  /** A response with any of these codes, in any case, belongs to this row. */
  readonly codes: readonly string[];
  /** Identifies older responses, whose code is only the status. null: such responses do not belong to this row. */
  readonly message: RegExp | null;
}

/** The rows, searched in this order. */
export const specialErrors = {
  /** The prompt was refused before anything was made. */
  'content-refused': { kinds: ['invalid-request'], codes: ['content_policy_violation'], message: null, step: 'edit-prompt' },
  /** The service does not offer this model, or not to this key: both have the same response. */
  'model-refused': {
    kinds: ['invalid-request', 'access-denied', 'not-found'],
    codes: ['model_access_denied', 'KEY_MODEL_NOT_ALLOWED', 'no_available_channel', 'model_not_found'],
    message: /access to (the )?model|model\b.*\b(not found|does not exist|no longer (exists|available))/i,
    step: 'choose-model',
  },
  /** The archived pages' message about withdrawn models. The failure may be temporary, so the task still waits. */
  'no-channel': { kinds: ['service-unavailable'], codes: [], message: /no available channel/i, step: 'choose-model' },
  /** The total limit of this key is used up, not the account's balance. */
  'key-total-limit': { kinds: ['insufficient-credits'], codes: creditLimitCodes('key-total'), message: null, step: 'replace-key' },
  /** The daily limit of this key is used up. */
  'key-daily-limit': { kinds: ['insufficient-credits'], codes: creditLimitCodes('key-daily'), message: null, step: 'replace-key' },
} as const satisfies Readonly<Record<string, SpecialRow>>;

/** The name of a special row; `shared/text` has a sentence for each. */
export type SpecialError = keyof typeof specialErrors;

/** Returns the special row of a response; null where none applies and the row of its kind is used. */
export function findSpecialError(
  kind: HttpErrorKind,
  response: { readonly code: string | null; readonly param: string | null; readonly message: string | null },
): SpecialError | null {
  const code = response.code?.toLowerCase() ?? null;
  for (const [name, row] of Object.entries(specialErrors) as [SpecialError, SpecialRow][]) {
    if (!row.kinds.includes(kind)) continue;
    if (code !== null && row.codes.some((known) => known.toLowerCase() === code)) return name;
    if (row.message?.test(response.message ?? '')) return name;
  }
  // Where the code is only the status, the field identifies an unknown model.
  return (kind === 'not-found' || kind === 'access-denied') && response.param === 'model' ? 'model-refused' : null;
}
