// What holds a queue becomes a set: a refusal for want of credits and one of the key are over for different reasons, and each must outlast the other.
import type { Migration } from '../migrate.ts';

const code = `lower(coalesce(json_extract(heldError, '$.service.code'), ''))`;
const error = `json(heldError)`;

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
    THEN json_object('reason', 'key-total', 'error', ${error}, 'neededCredits', NULL, 'leastCredits', NULL)
  ELSE json_object('reason', 'account', 'error', ${error}, 'neededCredits', NULL, 'leastCredits', NULL)
END)
WHERE json_extract(heldError, '$.kind') IN ('no-key', 'keychain-unavailable', 'unauthorized', 'insufficient-credits');
ALTER TABLE profile DROP COLUMN heldError;`,
};
