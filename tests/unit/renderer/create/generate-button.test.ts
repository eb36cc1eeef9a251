// Whether Generate can be pressed, and what it does.
import { describe, expect, it } from 'vitest';
import { generateActionOf, readinessOf } from '../../../../renderer/src/views/create/submit/submit-request.ts';
import type { StudioStatus } from '../../../../shared/ipc.ts';
import { checkRequest, defaultRequest } from '../../../../shared/models/index.ts';
import { waitReasonOf } from '../../../../shared/wait-reason.ts';

describe('readiness of Generate', () => {
  const profile = {
    id: 1,
    kind: 'evolink',
    name: 'Work',
    apiBaseUrl: '',
    filesBaseUrl: '',
    key: { state: 'present', lastFour: '4f2a', protection: 'keychain', backend: 'x' },
    holds: [],
    paused: false,
    requestsPerSecond: 10,
    submitPause: null,
    throttle: null,
    credits: null,
  } as const;
  const status = (more: Partial<StudioStatus> = {}): StudioStatus =>
    ({ profiles: [profile], activeProfileId: 1, ...more }) as unknown as StudioStatus;
  const issues = (prompt: string, more = {}) => checkRequest({ ...defaultRequest('seedance-1.5-pro', prompt), ...more }, new Map());

  it('is ready with a prompt and a key', () => {
    expect(readinessOf(status(), issues('a fox'), false)).toEqual({ kind: 'ready' });
  });

  it('names what is missing, and the field', () => {
    expect(readinessOf(status(), issues(' '), false)).toMatchObject({
      kind: 'not-now',
      field: 'prompt',
      reason: 'Describe what should happen in the video.',
    });
    expect(readinessOf(status(), issues('🦊'.repeat(5_001)), false)).toMatchObject({ kind: 'not-now', field: 'prompt' });
    expect(readinessOf(null, issues('a fox'), false).kind).toBe('not-now');
    expect(readinessOf(status({ activeProfileId: null }), issues('a fox'), false).kind).toBe('not-now');
    const keyless = { ...profile, key: { state: 'none' } } as const;
    expect(readinessOf(status({ profiles: [keyless] }), issues('a fox'), false)).toMatchObject({ reason: 'Work has no key yet.' });
  });

  it('counts an emoji as one character', () => {
    expect(readinessOf(status(), issues('🦊'.repeat(1_000)), false)).toEqual({ kind: 'ready' });
  });

  it('lets the user send a request whose only issues are advice', () => {
    expect(readinessOf(status(), checkRequest(defaultRequest('veo3', 'a fox'), new Map()), false)).toMatchObject({ kind: 'advised' });
  });
});

describe('the action of Generate', () => {
  const profile = { id: 1, name: 'Work', holds: [], paused: false, submitPause: null };
  const other = { ...profile, id: 2, paused: true };
  const status = (more: object): StudioStatus =>
    ({ profiles: [{ ...profile, ...more }, other], activeProfileId: 1 }) as unknown as StudioStatus;
  const noCredits = { error: { kind: 'insufficient-credits' }, ends: { kind: 'credits' } };

  it('knows why a new task would wait, for the active profile only', () => {
    expect(waitReasonOf(null, 0)).toBeNull();
    expect(waitReasonOf(status({}), 0)).toBeNull();
    expect(waitReasonOf(status({ paused: true }), 0)).toMatchObject({ kind: 'paused', profile: { id: 1 } });
    expect(waitReasonOf(status({ holds: [noCredits] }), 0)).toMatchObject({ kind: 'held', hold: noCredits });
    expect(waitReasonOf(status({ holds: [noCredits], paused: true }), 0)?.kind).toBe('paused');
  });

  it('treats a timed pause as a reason to wait until it is over', () => {
    const pause = { why: 'server-error', untilMs: 60_000 };
    expect(waitReasonOf(status({ submitPause: pause }), 59_999)).toMatchObject({ kind: 'send-paused', pause });
    expect(waitReasonOf(status({ submitPause: pause }), 60_000)).toBeNull();
    expect(waitReasonOf(status({ submitPause: pause, holds: [noCredits] }), 0)?.kind).toBe('held');
  });

  it('does not change during a timed pause', () => {
    const reason = waitReasonOf(status({ submitPause: { why: 'server-error', untilMs: 60_000 } }), 0);
    expect(generateActionOf({ kind: 'ready' }, reason)).toBe('send');
  });

  it('is to send, to add to a waiting queue, to send despite advice, or to do nothing', () => {
    const paused = waitReasonOf(status({ paused: true }), 0);
    const notNow = { kind: 'not-now', reason: '', name: '', field: null } as const;
    const advised = { kind: 'advised', advice: [] } as const;
    expect([
      generateActionOf({ kind: 'ready' }, null),
      generateActionOf({ kind: 'ready' }, paused),
      generateActionOf(advised, null),
      generateActionOf(advised, paused),
      generateActionOf(notNow, paused),
    ]).toEqual(['send', 'wait', 'anyway', 'anyway', 'nothing']);
  });
});
