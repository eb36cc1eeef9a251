// Accepts a generation: task, credit reservation and idempotency key in one transaction, so that nothing is charged twice or lost.
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FileReference } from '../models/field-checks.ts';
import { priceOf } from '../models/price.ts';
import { type ValidGeneration, validate } from '../models/validate-generation.ts';
import { invalidParameter, type Refusal } from '../routes/refusal.ts';
import type { Service } from '../simulated-service.ts';
import type { NewTask, SimulatedTaskRow } from '../tables/simulated-task-table.ts';
import { creditRefusal } from './credit-refusal.ts';
import { serializeOutcome } from './scripted-outcomes.ts';
import { planTask, type ReferencedFile } from './task-plan.ts';
import { createReply } from './task-reply.ts';

interface GenerationCall {
  readonly account: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string | null;
}

interface AcceptedCall {
  /** The reply as JSON text: a repeated request gets the same bytes. */
  readonly reply: string;
  readonly replayed: boolean;
}

/** Finds the file of a link to this service. The link may have the port of an earlier run. */
function findReference(service: Service, reference: FileReference): ReferencedFile {
  const url = new URL(reference.url);
  if (!['127.0.0.1', 'localhost'].includes(url.hostname)) return { kind: 'external' };
  const nowMs = service.clock.now();
  const download = /^\/api\/v1\/files\/download\/([^/]+)$/.exec(url.pathname)?.[1];
  const upload = download ? service.uploads.byId(null, download, nowMs) : service.uploads.byPath(url.pathname, nowMs);
  if (upload) return { kind: 'upload', upload };
  if (download !== undefined) return { kind: 'missing' };
  const result = service.tasks.link(url.pathname);
  if (result) return result.expires_ms > nowMs ? { kind: 'external' } : { kind: 'missing' };
  return /^\/002[A-Z0-9]+\//.test(url.pathname) ? { kind: 'missing' } : { kind: 'external' };
}

/** Models whose videos `veo3.1-fast-extend` can extend: generated, or extended before. */
const extendableModels = /^veo3\.1-fast(-beta|-extend)?$/;

const digest = (body: unknown): string => createHash('sha256').update(JSON.stringify(body)).digest('hex');

/** Validates and accepts a generation, or refuses it. A repeat with the same idempotency key and body gets the first reply. */
export function acceptTask(service: Service, submission: GenerationCall): Result<AcceptedCall, Refusal> {
  const { account, body, idempotencyKey } = submission;
  const settings = service.settings();
  const replay = findReplay(service, submission);
  if (replay !== null) return replay;

  const checked = validate(body, settings);
  if (!checked.ok) return checked;
  const plan = checked.value;
  if (plan.baseTaskId !== null) {
    const baseTask = service.tasks.find(plan.baseTaskId);
    if (baseTask?.account !== account || baseTask.state !== 'completed' || !extendableModels.test(baseTask.model)) {
      return fail(invalidParameter('base_video_task_id', 'Must be the id of a completed veo3.1-fast task, generated or extended'));
    }
  }

  const nowMs = service.clock.now();
  const price = priceOf(plan);
  const refusal = creditRefusal(service, account, price.reservedUc);
  if (refusal !== null) return fail(refusal);
  const id = `task-unified-${Math.floor(nowMs / 1_000)}-${service.randomText(8)}`;
  const { outcome, clips } = planTask(id, plan, (reference) => findReference(service, reference));
  const task = newTask(service, submission, { id, nowMs, plan, price, outcome, clips });
  const reply = JSON.stringify(createReply(rowAtAcceptance(task), plan.durationSeconds));
  service.database.transaction(() => {
    service.tasks.insert(task);
    service.accounts.reserve(account, id, price.reservedUc, nowMs);
    if (idempotencyKey !== null) service.tasks.storeReply(account, idempotencyKey, digest(body), reply);
  })();
  service.queueClips(task);
  return ok({ reply, replayed: false });
}

/** Returns the first reply of a submission with this key; null where it is new. */
function findReplay(service: Service, { account, body, idempotencyKey }: GenerationCall): Result<AcceptedCall, Refusal> | null {
  const storedReply = idempotencyKey === null ? null : service.tasks.storedReply(account, idempotencyKey);
  if (!storedReply) return null;
  return storedReply.body_sha256 === digest(body)
    ? ok({ reply: storedReply.reply, replayed: true })
    : fail({ status: 409, code: 'idempotency_conflict', message: 'This Idempotency-Key was used with another request' });
}

/** Id, plan, price and outcome of a new task. */
interface TaskPlan {
  readonly id: string;
  readonly nowMs: number;
  readonly plan: ValidGeneration;
  readonly price: ReturnType<typeof priceOf>;
  readonly outcome: ReturnType<typeof planTask>['outcome'];
  readonly clips: ReturnType<typeof planTask>['clips'];
}

function newTask(service: Service, { account, body, idempotencyKey }: GenerationCall, taskPlan: TaskPlan): NewTask {
  const { id, nowMs, plan, price, outcome, clips } = taskPlan;
  return {
    id,
    account,
    model: plan.model,
    body: JSON.stringify(body),
    idempotency_key: idempotencyKey,
    ignored: JSON.stringify(plan.ignored),
    output: plan.entry.output,
    clips: JSON.stringify(clips),
    outcome: serializeOutcome(outcome),
    created_ms: nowMs,
    progress_ms: service.settings().progressMs,
    billing_rule: price.rule,
    reserved_uc: price.reservedUc,
    price_uc: price.priceUc,
  };
}

/** Returns the row of a task at its acceptance. */
function rowAtAcceptance(task: NewTask): SimulatedTaskRow {
  return {
    ...task,
    number: 0,
    rendered: 0,
    rendered_ms: null,
    render_error: null,
    state: 'open',
    ended_ms: null,
    error_code: null,
    error_message: null,
  };
}
