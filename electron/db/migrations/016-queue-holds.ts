// Turns the hold of a queue into a set of holds. A hold for missing credits and a hold for the key end for different reasons; ending one
// must not end the other.
import type { Migration } from '../migrate.ts';

const code = `lower(coalesce(json_extract(heldError, '$.service.code'), ''))`;
const error = `json(heldError)`;
/**
 * The remaining credits of a limit according to the last balance, as in `holdForError` (core/accounts/queue-holds.ts): a higher balance
 * ends the hold.
 */
const leastOfKey = `CASE
  WHEN json_extract(credits, '$.unlimited') = 1 THEN json('${Number.MAX_VALUE}')
  ELSE json_extract(credits, '$.remaining')
END`;
const leastOfAccount = `coalesce(json_extract(credits, '$.accountRemaining'), json_extract(credits, '$.remaining'))`;

/** Format 160: the holds of a profile as a JSON set; the single error of earlier formats becomes its only member. */
export const queueHolds: Migration = {
  version: 160,
  sql: `
-- A JSON array: reason, error, and what ends it (core/holds.ts). Nothing is sent while there is any.
ALTER TABLE profile ADD COLUMN holds TEXT NOT NULL DEFAULT '[]' CHECK (json_type(holds) = 'array');
UPDATE profile SET holds = json_array(CASE
  WHEN json_extract(heldError, '$.kind') <> 'insufficient-credits' THEN json_object('reason', json_extract(heldError, '$.kind'), 'error', ${error})
  -- When the day of the key ends was not kept: the person decides.
  WHEN ${code} IN ('token_daily_quota_exceeded', 'key_daily_quota_exhausted')
    THEN json_object('reason', 'key-daily', 'error', ${error}, 'endsAtMs', NULL)
  WHEN ${code} IN ('insufficient_token_quota', 'key_quota_exhausted')
    THEN json_object('reason', 'key-total', 'error', ${error}, 'neededCredits', NULL, 'leastCredits', ${leastOfKey})
  ELSE json_object('reason', 'account', 'error', ${error}, 'neededCredits', NULL, 'leastCredits', ${leastOfAccount})
END)
WHERE json_extract(heldError, '$.kind') IN ('no-key', 'keychain-unavailable', 'unauthorized', 'insufficient-credits');
ALTER TABLE profile DROP COLUMN heldError;`,
};
