import { describe, expect, it } from 'vitest';
import type { Profile, SubmitPauseReason } from '../../../shared/ipc.ts';
import { resultTransitions, type Task, type TaskIn, task as taskSchema, taskTransitions } from '../../../shared/task.ts';
import { format } from '../../../shared/text/en/format.ts';
import { eventNames } from '../../../shared/text/en/inspector.ts';
import { chargeText, stateNames, statusText } from '../../../shared/text/en/tasks.ts';
import { text } from '../../../shared/text/index.ts';
import type { Piece } from '../../../shared/text/shape.ts';
import type { WaitReason } from '../../../shared/wait-reason.ts';
import { commonFields, completedTask, nowMs, resultWith, runningFields } from './task-samples.ts';

const [statusTextEn, statusTextZh] = [text('en').statusText, text('zh').statusText];

/** The text on the screen at `nowMs`. */
const textOf = (task: Task, reason: WaitReason | null = null): string => {
  expect(taskSchema.safeParse(task).success).toBe(true);
  const { lead, rest } = statusText(task, nowMs, reason);
  return [...(lead === null ? [] : [lead]), rest.map(pieceText).join(' · ')].join(' ');
};
const pieceText = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.text('expiresAtMs' in piece ? '21 h' : '1:50'));

describe('the status sentence of a task', () => {
  it('contains its activity, its duration and the reserved credits', () => {
    expect(textOf({ state: 'processing', ...runningFields })).toBe('rendering 42 % · about 1:50 left · 8 credits');
    expect(textOf({ state: 'processing', ...runningFields, expectedEndAtMs: null, creditsReserved: null })).toBe(
      'rendering 42 % · time left unknown',
    );
    expect(textOf({ state: 'processing', ...runningFields, overdue: true })).toBe(
      'rendering 42 %, overdue, checked every minute · 8 credits',
    );
    expect(textOf({ state: 'pending', ...runningFields })).toBe('queued at EvoLink · about 1:50 left · 8 credits');
    expect(textOf({ state: 'pending', ...runningFields, expectedEndAtMs: null })).toBe('queued at EvoLink · 8 credits');
    expect(statusText({ state: 'processing', ...runningFields }, nowMs, null).rest).toContainEqual(
      expect.objectContaining({ endText: 'longer than usual' }),
    );
    expect(textOf({ state: 'submitting', ...commonFields, stateEnteredAtMs: nowMs })).toBe('sending');
  });

  it('says why it is unconfirmed, and since when', () => {
    const at = format.time(nowMs);
    const sentences = (error: TaskIn<'unconfirmed'>['error']): string =>
      textOf({ state: 'unconfirmed', ...commonFields, stateEnteredAtMs: nowMs, reconciliation: 'pending', error });
    const service = { httpStatus: 409, code: null, message: null, param: null, requestId: null, body: '' };
    for (const code of ['idempotency_conflict', 'paid_outcome_unknown'])
      expect(sentences({ kind: 'conflict', service: { ...service, code } })).toContain(
        `EvoLink responded at ${at} that it already had this request.`,
      );
    for (const code of [null, 'edge_conflict'])
      expect(sentences({ kind: 'conflict', service: { ...service, code } })).toContain(
        `The response at ${at} was a conflict (409), which does not say whether the request was accepted.`,
      );
    expect(sentences({ kind: 'invalid-request', service })).toContain(
      `The attempt to send it again was refused at ${at}, which says nothing about the first one.`,
    );
    expect(sentences({ kind: 'reference-file-missing', name: 'a.png' })).toContain(`It could not be sent again at ${at}.`);
    expect(sentences({ kind: 'server-error', service })).toContain(
      `The response at ${at} was an error that does not say whether the request was accepted.`,
    );
    expect(sentences({ kind: 'queue-paused' })).toContain(`Sending was paused at ${at}, before it could be sent again.`);
    expect(sentences({ kind: 'key-replaced', changedAtMs: nowMs })).toContain('cannot be checked. The app');
  });

  it('says that it could not be sent again if a resend was never sent', () => {
    const sentences = (error: TaskIn<'unconfirmed'>['error'], time: string): readonly string[] =>
      [statusTextEn, statusTextZh].map((statusTextOf) => {
        const { rest } = statusTextOf(
          { state: 'unconfirmed', ...commonFields, stateEnteredAtMs: nowMs, reconciliation: 'pending', error },
          nowMs,
          null,
        );
        return rest.map(pieceText).join('').replace(format.time(nowMs), time);
      });
    for (const reason of ['connection-failed', 'proxy-sign-in'] as const) {
      const [inEnglish, inChinese] = sentences({ kind: 'no-response', reason, detail: '' }, 'X');
      expect(inEnglish).toMatch(/^It could not be sent again at X\. /);
      expect(inChinese).toMatch(/^X 未能重新发送。/);
    }
  });

  it('does not claim that the request was sent if an upload before it may have caused the error', () => {
    const service = { httpStatus: 500, code: null, message: null, param: null, requestId: null, body: '' };
    const errors: readonly TaskIn<'unconfirmed'>['error'][] = [
      { kind: 'server-error', service },
      { kind: 'upstream-error', service },
      { kind: 'invalid-response', service },
      { kind: 'invalid-request', service },
      { kind: 'file-host-refused', service },
      { kind: 'unauthorized', service },
      { kind: 'no-response', reason: 'timed-out', detail: '' },
      { kind: 'no-response', reason: 'connection-lost', detail: '' },
    ];
    for (const error of errors) {
      const task = { state: 'unconfirmed', ...commonFields, stateEnteredAtMs: nowMs, reconciliation: 'pending', error } as const;
      expect(textOf(task)).not.toMatch(/\bsent at\b|Sending it again was/);
      expect(statusTextZh(task, nowMs, null).rest.map(pieceText).join('')).not.toMatch(/已发送|发送后|^[\d:]+ 重新发送被拒绝/);
    }
  });

  it('says why the task waits', () => {
    const waiting = { state: 'waiting', ...commonFields, hold: null, notBeforeMs: null, error: null, queuePosition: 1 } as const;
    expect(textOf(waiting)).toBe('starts when a slot is free');
    expect(textOf({ ...waiting, hold: 'user' })).toBe('held by you');
    expect(textOf({ ...waiting, error: { kind: 'no-key', profile: 'Work' } })).toBe('Work has no key');
    const service = { httpStatus: 503, code: null, message: null, param: null, requestId: null, body: '' };
    expect(textOf({ ...waiting, hold: 'refusals', error: { kind: 'service-unavailable', retryAfterMs: 60_000, service } })).toBe(
      'Held after 20 refusals: EvoLink has no free capacity right now. Press Resume to try again.',
    );
  });

  it('says that sending is paused, why, and when the next attempt is', () => {
    const waiting = { state: 'waiting', ...commonFields, hold: null, notBeforeMs: null, error: null, queuePosition: 1 } as const;
    const profile = { name: 'Work' } as Profile;
    const untilMs = nowMs + 60_000;
    const paused = (why: SubmitPauseReason): WaitReason => ({ kind: 'send-paused', profile, pause: { why, untilMs } });
    expect(textOf(waiting, paused('server-error'))).toBe('sending is paused after a server error at EvoLink, next try in 1:50');
    expect(textOf(waiting, paused('unclear-response'))).toBe('sending is paused because a request got no clear response, next try in 1:50');
    expect(textOf(waiting, paused('refusal'))).toBe('sending is paused after a temporary refusal by EvoLink, next try in 1:50');
    // At the end of the pause the countdown removes the whole sentence: nothing else draws the row again.
    for (const statusTextOf of [statusTextEn, statusTextZh]) {
      const { rest } = statusTextOf(waiting, nowMs, paused('server-error'));
      expect(rest.map((piece) => (typeof piece === 'string' ? piece : piece.endText))).toEqual([
        statusTextOf === statusTextEn ? 'starts when a slot is free' : '有空位时开始',
      ]);
    }
    // A task whose own delay is longer than the pause waits for the delay, and then for a free place.
    const later = { ...waiting, notBeforeMs: untilMs + 1 };
    expect(textOf(later, paused('server-error'))).toBe('next try in 1:50');
    expect(statusText(later, nowMs, paused('server-error')).rest).toContainEqual(
      expect.objectContaining({ countDownToMs: untilMs + 1, endText: 'starts when a slot is free' }),
    );

    const service = { httpStatus: 503, code: null, message: null, param: null, requestId: null, body: '' };
    const busy = { kind: 'service-unavailable', retryAfterMs: 60_000, service } as const;
    expect(textOf({ ...waiting, error: busy, notBeforeMs: untilMs }, paused('refusal'))).toBe(
      'EvoLink has no free capacity right now · next try in 1:50',
    );
    // An error that is not a refusal for now does not explain why nothing is sent.
    for (const error of [
      { kind: 'no-response', reason: 'connection-failed', detail: '' },
      { kind: 'insufficient-credits', service: { ...service, httpStatus: 402 } },
    ] as const) {
      expect(textOf({ ...waiting, error }, paused('refusal'))).toContain(
        ' · sending is paused after a temporary refusal by EvoLink, next try in 1:50',
      );
    }
    expect(textOf({ ...waiting, hold: 'user' }, paused('server-error'))).toBe('held by you');
  });

  it('says that the queue is paused or held instead of waiting for a place', () => {
    const waiting = { state: 'waiting', ...commonFields, hold: null, notBeforeMs: nowMs + 60_000, error: null, queuePosition: 1 } as const;
    const profile = { name: 'Work' } as Profile;
    expect(textOf(waiting, { kind: 'paused', profile })).toBe('paused');
    const noKey = { kind: 'no-key', profile: 'Work' } as const;
    const held: WaitReason = { kind: 'held', profile, hold: { error: noKey, ends: { kind: 'key' } } };
    expect(textOf(waiting, held)).toBe('Work has no key');
    expect(textOf({ ...waiting, error: noKey }, held)).toBe('Work has no key');
  });

  it('starts an embedded title in lower case, unless it is a name', () => {
    const inside = (reason: 'connection-failed' | 'connection-lost'): string =>
      textOf({ state: 'processing', ...runningFields, pollError: { kind: 'no-response', reason, detail: '' } });
    expect(inside('connection-failed')).toContain('still checking (EvoLink could not be reached)');
    expect(inside('connection-lost')).toContain('still checking (the connection was lost)');
  });

  it('never claims to know whether an unanswered request was accepted', () => {
    const unconfirmed: Task = {
      state: 'unconfirmed',
      ...commonFields,
      stateEnteredAtMs: nowMs,
      error: { kind: 'no-response', reason: 'connection-lost', detail: '' },
      reconciliation: 'not-found',
    };
    expect(textOf(unconfirmed)).toBe(
      'It is unclear whether EvoLink accepted this. No response arrived by 14:25, because the connection was lost. EvoLink’s task list has shown no certain match so far.',
    );
  });

  it('contains the download progress and the time left for the link', () => {
    expect(textOf(completedTask(resultWith({ state: 'downloading', receivedBytes: 31e6, totalBytes: 48e6, bytesPerSecond: 6.1e6 })))).toBe(
      '31 of 48 MB, 6.1 MB/s · link expires in about 21 h',
    );
    expect(textOf(completedTask())).toContain('sent no video');
    expect(textOf(completedTask(resultWith({ state: 'expired' })))).toContain('Link expired.');
    expect(textOf(completedTask(resultWith({ kind: 'element', state: 'stored', data: { element_id: 'e-7' } })))).toBe(
      'the element is ready: e-7',
    );
  });

  it('contains the cost of a failure as far as it is known', () => {
    const failed = {
      state: 'failed',
      ...commonFields,
      error: { kind: 'task-failed', code: 'content_policy_violation', message: '', suggestion: null },
      serviceTaskId: 'task-unified-1',
      creditsReserved: 8,
      creditsUsed: 0,
      earlierSend: 'none',
      endedAtMs: nowMs,
    } as const;
    expect(textOf(failed)).toContain('Refused by the content filter. Nothing was charged.');
    expect(chargeText({ ...failed, creditsUsed: 8 })).toBe('Charged: 8 credits.');
    expect(chargeText({ ...failed, creditsUsed: 1 })).toBe('Charged: 1 credit.');
    expect(chargeText({ ...failed, creditsUsed: null })).toBe(
      'Reserved: 8 credits; according to EvoLink’s own tools, failed tasks are refunded.',
    );
    expect(chargeText({ ...failed, creditsUsed: null, creditsReserved: null })).toBe('The cost is unknown.');
    expect(chargeText({ ...failed, creditsUsed: null, serviceTaskId: null })).toBe('It was not accepted, so nothing was charged.');
    const restoredTask = { ...failed, creditsUsed: null, creditsReserved: null, serviceTaskId: null, earlierSend: 'unknown' } as const;
    expect(chargeText(restoredTask)).toBe(
      'It was not accepted this time. It is unknown whether it was sent and charged after the backup was made: check your tasks at evolink.ai.',
    );
  });

  it('every state has one name', () => {
    expect(Object.keys(stateNames).sort()).toEqual(Object.keys(taskTransitions).sort());
  });

  it('every event in a history has a text', () => {
    const eventTypes = [...Object.values(taskTransitions), ...Object.values(resultTransitions)].flatMap((row) => Object.keys(row));
    expect(eventTypes.filter((event) => !Object.hasOwn(eventNames, event))).toEqual([]);
  });
});
