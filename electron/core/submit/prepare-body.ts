// Prepares a submission: uploads the references and builds the body. Errors that do not depend on the paid request occur in this step.
import { createHash } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import { wireBody } from '../../../shared/models/index.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { Account, Clock } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { RequestLog } from '../service/request-log.ts';
import { validateRequest } from './validate-request.ts';

/** The minimum remaining life of an upload that a resend uses again, in milliseconds. */
const resendUploadLifeMs = 60_000;

/** The JSON body of POST /v1/videos/generations. */
export type WireBody = Readonly<Record<string, JsonValue>>;

/** The complete request, ready to send. */
export interface PreparedRequest {
  readonly account: Account;
  readonly body: WireBody;
}

/** Dependencies of the preparation, which sends nothing that costs money. */
export interface PrepareDeps {
  readonly accounts: AccountGate;
  readonly references: ReferenceService;
  readonly requestLog: RequestLog;
  readonly clock: Clock;
  /** Aborted when the studio stops. */
  readonly stopSignal: AbortSignal;
}

/** SHA-256 of a body in hex. A later request with the same body may keep its idempotency key. */
export const bodySha256 = (body: WireBody): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');

/** Uploads each reference of the request and returns the URLs by reference id. The request log of the task records each upload. */
async function uploadReferences(
  deps: PrepareDeps,
  row: TaskRow,
  referenceIds: readonly number[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<number, string>, AppError>> {
  const { accounts, references, requestLog, clock, stopSignal } = deps;
  const account = accounts.account(row.profileId);
  if (!account.ok) return account;
  const urls = new Map<number, string>();
  // A resend must send the same body with the same key, so it uses the previous URL as long as that works.
  const minLifeMs = row.acceptanceUnknown === 1 ? resendUploadLifeMs : undefined;
  for (const referenceId of referenceIds) {
    const startedAtMs = clock.now();
    const record = (response: Result<unknown, AppError>) =>
      requestLog.record(row.id, 'upload', startedAtMs, response, { detail: { referenceId } });
    const combinedSignal = AbortSignal.any([signal, stopSignal]);
    const url = await references.uploadedUrl(referenceId, row.profileId, account.value, combinedSignal, record, minLifeMs);
    if (!url.ok) return url;
    urls.set(referenceId, url.value);
  }
  return ok(urls);
}

/** Builds the body of a task and uploads its references. Sends nothing that costs money. */
export async function prepareBody(deps: PrepareDeps, row: TaskRow, signal: AbortSignal): Promise<Result<WireBody, AppError>> {
  const { request } = row;
  const ids = request.references.map(({ referenceId }) => referenceId);
  const urls = await uploadReferences(deps, row, ids, signal);
  if (!urls.ok) return urls;
  // The metadata that the validation used may have been corrected since. A resend always sends the previous body.
  if (row.acceptanceUnknown === 0 && deps.references.anyRemeasuredSince(ids, row.createdAtMs)) {
    const problem = await validateRequest(deps.references, request, false);
    if (problem !== null) return fail(problem);
  }
  const urlOf = (id: number): string => {
    const url = urls.value.get(id);
    if (url === undefined) throw new Error(`reference ${id} was not uploaded`);
    return url;
  };
  return ok(wireBody(request, urlOf));
}

/** The body with the current account, because the key may have been replaced during an upload. */
export function withAccount(
  deps: Pick<PrepareDeps, 'accounts'>,
  row: TaskRow,
  body: Result<WireBody, AppError>,
): Result<PreparedRequest, AppError> {
  const account = deps.accounts.account(row.profileId);
  if (!body.ok) return body;
  return account.ok ? ok({ account: account.value, body: body.value }) : account;
}
