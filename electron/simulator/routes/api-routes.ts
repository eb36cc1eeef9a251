// The gateway: generations, tasks, credits, and behind the `undocumented` switch what only newer official clients use.
import type { Result } from '../../../shared/result.ts';
import { modelTable } from '../models/simulated-models.ts';
import type { Service } from '../simulated-service.ts';
import { toCredits } from '../tables/simulated-account-table.ts';
import type { SimulatedTaskRow } from '../tables/simulated-task-table.ts';
import { acceptTask } from '../tasks/accept-task.ts';
import { spentByKey } from '../tasks/credit-refusal.ts';
import { statusAt } from '../tasks/task-lifecycle.ts';
import { listItem, taskReply } from '../tasks/task-reply.ts';
import { accountOf } from './api-key-access.ts';
import { gatewayError, usualRefusal } from './error-body.ts';
import { type Incoming, json, type Reply, type Route, readJson } from './http-reply.ts';
import { invalid, type Refusal } from './refusal.ts';

/** The archived pages ask for requests under 4 MB. */
const largestBody = 4 * 1_024 * 1_024;

/** The gateway's documented error body for any status. */
export function gatewayErrorReply(service: Service, endpoint: string, status: number, code: string | null, message: string | null): Reply {
  const usual = usualRefusal(status);
  const refusal = { ...usual, ...(code === null ? {} : { code }), ...(message === null ? {} : { message }) };
  return refuse(service, endpoint, refusal);
}

function refuse(service: Service, endpoint: string, refusal: Refusal): Reply {
  return json(refusal.status, gatewayError(refusal, service.settings().errorStyle, endpoint));
}

export function createApiRoutes(service: Service): readonly Route[] {
  /** Keys of submissions that have arrived and are not yet accepted or refused. */
  const open = new Set<string>();

  const forAccount =
    (endpoint: string, handle: (incoming: Incoming, account: string) => Reply | Promise<Reply>) =>
    async (incoming: Incoming): Promise<Reply> => {
      const account = accountOf(incoming.headers);
      return account.ok ? await handle(incoming, account.value) : refuse(service, endpoint, account.error);
    };

  const readBody = async (incoming: Incoming): Promise<Result<Readonly<Record<string, unknown>>, Refusal>> => {
    const body = await readJson(incoming.stream, largestBody);
    if (body === 'too-large') return { ok: false, error: usualRefusal(413) };
    if (body === 'not-json') return { ok: false, error: usualRefusal(400) };
    return { ok: true, value: body };
  };

  const readKey = (incoming: Incoming): Result<string | null, Refusal> => {
    const key = incoming.headers['idempotency-key'];
    if (key === undefined || !service.settings().undocumented) return { ok: true, value: null };
    if (typeof key === 'string' && /^[A-Za-z0-9._-]{16,96}$/.test(key)) return { ok: true, value: key };
    return { ok: false, error: invalid('Idempotency-Key', 'Idempotency-Key must be 16 to 96 of A-Z a-z 0-9 . _ -') };
  };

  const create = async (incoming: Incoming, account: string): Promise<Reply> => {
    const body = await readBody(incoming);
    if (!body.ok) return refuse(service, 'create', body.error);
    const key = readKey(incoming);
    if (!key.ok) return refuse(service, 'create', key.error);
    const accepted = acceptTask(service, { account, body: body.value, idempotencyKey: key.value });
    if (!accepted.ok) return refuse(service, 'create', accepted.error);
    const headers: Record<string, string> = accepted.value.replayed ? { 'idempotency-replayed': 'true' } : {};
    return { status: 200, headers, body: { kind: 'text', contentType: 'application/json; charset=utf-8', text: accepted.value.reply } };
  };

  const show = (task: SimulatedTaskRow): Record<string, unknown> =>
    taskReply(task, service.tasks.links(task.id), service.filesBase(), service.settings(), service.clock.now());

  const read = (incoming: Incoming, account: string): Reply => {
    const id = decode(incoming.params[0] ?? '');
    if (!/^task-unified-[A-Za-z0-9._:-]{1,115}$/.test(id)) {
      return refuse(service, 'task', {
        status: 400,
        code: 'invalid_task_id',
        message: 'Task IDs begin with task-unified-',
        param: 'task_id',
      });
    }
    const task = service.tasks.find(id);
    if (task?.account !== account) {
      return refuse(service, 'task', { status: 404, code: 'task_not_found', message: 'The requested task could not be found' });
    }
    return json(200, show(task));
  };

  const credits = (_: Incoming, account: string): Reply => {
    const { remainingUc, usedUc } = service.accounts.balance(account, service.settings().credits);
    const used = toCredits(usedUc);
    const { keyCredits } = service.settings();
    const token = {
      remaining_credits: Math.max(0, (keyCredits ?? 0) - toCredits(spentByKey(service, account))),
      unlimited_credits: keyCredits === null,
      used_credits: used,
    };
    return json(200, {
      data: { token, user: { remaining_credits: toCredits(remainingUc), used_credits: used } },
      message: '',
      success: true,
    });
  };

  const listTasks = (incoming: Incoming, account: string): Reply => {
    const { query } = incoming;
    const nowMs = service.clock.now();
    const page = Math.max(1, Number(query.get('page')) || 1);
    const pageSize = Math.min(100, Math.max(1, Number(query.get('page_size')) || 20));
    const status = query.get('status');
    const matching = service.tasks.ofAccount(account).filter((task) => {
      const current = statusAt(task, nowMs).status;
      return (
        // `processing` includes what is queued.
        (!status || current === status || (status === 'processing' && current === 'pending')) &&
        (!query.get('type') || query.get('type') === 'video') &&
        (!query.get('model') || query.get('model') === task.model)
      );
    });
    const data = matching
      .slice((page - 1) * pageSize, page * pageSize)
      .map((task) => listItem(task, service.tasks.links(task.id).length, nowMs));
    return json(200, { object: 'list', total: matching.length, page, page_size: pageSize, data });
  };

  const batch = async (incoming: Incoming, account: string): Promise<Reply> => {
    const body = await readBody(incoming);
    if (!body.ok) return refuse(service, 'batch', body.error);
    const ids = body.value.task_ids;
    if (!Array.isArray(ids) || ids.length === 0 || ids.length > 50 || !ids.every((id) => typeof id === 'string')) {
      return refuse(service, 'batch', invalid('task_ids', 'task_ids must hold 1 to 50 ids'));
    }
    const found = ids.flatMap((id: string) => {
      const task = service.tasks.find(id);
      return task?.account === account ? [show(task)] : [];
    });
    return json(200, { code: 200, data: found });
  };

  const models = (): Reply => {
    const { goneModels } = service.settings();
    return json(200, { data: modelTable.filter(({ id }) => !goneModels.includes(id)).map(({ id }) => ({ id })) });
  };

  const whenUndocumented =
    (endpoint: string, handle: (incoming: Incoming, account: string) => Reply | Promise<Reply>) =>
    (incoming: Incoming): Reply | Promise<Reply> =>
      service.settings().undocumented
        ? forAccount(endpoint, handle)(incoming)
        : gatewayErrorReply(service, endpoint, 404, null, `Invalid URL (${incoming.method} ${incoming.path})`);

  const route = (method: string, pattern: RegExp, endpoint: string, handle: Route['handle']): Route => ({
    method,
    pattern,
    endpoint,
    handle,
  });
  return [
    {
      ...route('POST', /^\/v1\/videos\/generations$/, 'create', forAccount('create', create)),
      // A repeat of a key whose first request is still held up (see the delay fault) must not be answered as if it were new.
      enter: (incoming) => {
        const key = readKey(incoming);
        const account = accountOf(incoming.headers);
        if (!key.ok || key.value === null || !account.ok) return null;
        const name = `${account.value} ${key.value}`;
        if (open.has(name)) {
          return refuse(service, 'create', {
            status: 409,
            code: 'paid_outcome_unknown',
            message: 'The first request with this key is still open',
          });
        }
        open.add(name);
        return () => void open.delete(name);
      },
    },
    route('GET', /^\/v1\/tasks\/([^/]+)$/, 'task', forAccount('task', read)),
    route('GET', /^\/v1\/credits$/, 'credits', forAccount('credits', credits)),
    route('GET', /^\/v1\/tasks$/, 'list-tasks', whenUndocumented('list-tasks', listTasks)),
    route('POST', /^\/v1\/tasks\/batch$/, 'batch', whenUndocumented('batch', batch)),
    route('GET', /^\/v1\/models$/, 'models', whenUndocumented('models', models)),
  ];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
