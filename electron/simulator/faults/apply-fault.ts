// Applies faults to a request before or after it is handled: a delay, a cut connection, silence, or another reply.
import { setTimeout as sleep } from 'node:timers/promises';
import { json, type Reply } from '../routes/http-reply.ts';
import type { FaultAction } from './faults.ts';

/** How a request ends: with a reply, a cut connection, or no reply at all. */
export type FaultOutcome = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'drop' } | { readonly kind: 'hang' };

interface FaultContext {
  /** The documented error body of the host. */
  readonly errorReply: (endpoint: string, status: number, code: string | null, message: string | null) => Reply;
  /** Aborted when the host stops; ends every delay. */
  readonly stopping: AbortSignal;
}

/** Applies the faults of one moment, `before` or `after`. Returns null when the request continues, perhaps after a delay. */
export async function applyFault(
  context: FaultContext,
  actions: readonly FaultAction[],
  when: 'before' | 'after',
  endpoint: string,
): Promise<FaultOutcome | null> {
  let outcome: FaultOutcome | null = null;
  for (const action of actions) {
    switch (action.kind) {
      case 'delay':
        if ((action.when ?? 'before') === when) await pause(context, action.ms);
        break;
      case 'drop':
      case 'hang':
        if ((action.when ?? 'before') === when) outcome ??= { kind: action.kind };
        break;
      case 'status':
        if ((action.when ?? 'before') === when) outcome ??= { kind: 'reply', reply: faultReply(context, action, endpoint) };
        break;
      case 'expired-link':
        if (when === 'before')
          outcome ??= { kind: 'reply', reply: context.errorReply(endpoint, 403, 'AccessDenied', 'Request has expired') };
        break;
      default: // damage to the reply: see `damage-reply.ts`
        break;
    }
  }
  return outcome;
}

function faultReply(context: FaultContext, action: FaultAction & { readonly kind: 'status' }, endpoint: string): Reply {
  const retryHeaders: Record<string, string> = action.retryAfter === undefined ? {} : { 'retry-after': String(action.retryAfter) };
  if (action.body === undefined) {
    const reply = context.errorReply(endpoint, action.status, action.code ?? null, action.message ?? null);
    return { ...reply, headers: { ...reply.headers, ...retryHeaders } };
  }
  if (typeof action.body !== 'string') return json(action.status, action.body, retryHeaders);
  return {
    status: action.status,
    headers: retryHeaders,
    body: { kind: 'text', contentType: action.contentType ?? 'text/plain', text: action.body },
  };
}

function pause({ stopping }: FaultContext, ms: number): Promise<void> {
  return sleep(ms, undefined, { signal: stopping }).catch(() => undefined);
}
