// Prepares a submission: uploads the references, writes the body. Everything that can go wrong without a paid request goes wrong here.
import { createHash } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { JsonValue } from '../../../shared/generation.ts';
import { wireBody } from '../../../shared/models/index.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { requestOf } from '../../db/rows/stored-json.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { Account, Clock } from '../ports.ts';
import type { ReferenceService } from '../references/reference-service.ts';
import type { RequestLog } from '../service/request-log.ts';
import { validateRequest } from './validate-request.ts';

/** What must be left of an upload's life, in milliseconds, when a resend still names it. */
const resendUploadLifeMs = 60_000;

/** The JSON body of POST /v1/videos/generations. */
export type WireBody = Readonly<Record<string, JsonValue>>;

/** All that a request needs to leave. */
export interface Prepared {
  readonly account: Account;
  readonly body: WireBody;
}

/** What a preparation needs; it sends nothing that costs money. */
export interface PrepareDeps {
  readonly accounts: AccountGate;
  readonly references: ReferenceService;
  readonly trace: RequestLog;
  readonly clock: Clock;
  /** Aborted when the studio stops. */
  readonly stopSignal: AbortSignal;
}

/** SHA-256 of a body in hex: tells whether a later request is the same one, so that it may keep its idempotency key. */
export const bodySha256 = (body: WireBody): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');

/** Uploads each reference of the request; the URLs by reference id. Each upload is an entry of the task's request log. */
async function uploadReferences(
  deps: PrepareDeps,
  row: TaskRow,
  referenceIds: readonly number[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<number, string>, AppError>> {
  const { accounts, references, trace, clock, stopSignal } = deps;
  const account = accounts.account(row.profileId);
  if (!account.ok) return account;
  const urls = new Map<number, string>();
  // A resend must be the same body under the same key: the URL that was sent before is used for as long as it lives.
  const minLifeMs = row.acceptanceUnknown === 1 ? resendUploadLifeMs : undefined;
  for (const referenceId of referenceIds) {
    const startedAtMs = clock.now();
    const record = (answer: Result<unknown, AppError>) => trace.record(row.id, 'upload', startedAtMs, answer, { detail: { referenceId } });
    const within = AbortSignal.any([signal, stopSignal]);
    const url = await references.uploadedUrl(referenceId, row.profileId, account.value, within, record, minLifeMs);
    if (!url.ok) return url;
    urls.set(referenceId, url.value);
  }
  return ok(urls);
}

/** The body of a task, with its references uploaded; sends nothing that costs money. */
export async function prepareBody(deps: PrepareDeps, row: TaskRow, signal: AbortSignal): Promise<Result<WireBody, AppError>> {
  const request = requestOf(row);
  const ids = request.references.map(({ referenceId }) => referenceId);
  const urls = await uploadReferences(deps, row, ids, signal);
  if (!urls.ok) return urls;
  // The facts the request was validated with may have been corrected since. A resend is the body that was sent, whatever it is.
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

/** The body with the account as it is now: its key may have been replaced while something was uploaded. */
export function withAccount(
  deps: Pick<PrepareDeps, 'accounts'>,
  row: TaskRow,
  body: Result<WireBody, AppError>,
): Result<Prepared, AppError> {
  const account = deps.accounts.account(row.profileId);
  if (!body.ok) return body;
  return account.ok ? ok({ account: account.value, body: body.value }) : account;
}
