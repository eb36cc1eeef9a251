import { describe, expect, it } from 'vitest';
import { parseCredits, parseTask, parseTaskList, salvageTask, truncateRaw } from '../../../../electron/adapters/evolink/evolink-wire.ts';

const read = (body: unknown, requestedId: string | null = null) => {
  const result = parseTask(body, 'raw', requestedId);
  if (result === null) return null;
  const { raw: _raw, ...rest } = result;
  return rest;
};
const empty = {
  progress: null,
  createdAtMs: null,
  estimatedSeconds: null,
  tookSeconds: null,
  creditsReserved: null,
  creditsUsed: null,
  results: [],
  error: null,
};
const header = { id: 'task-unified-1761313744-vux2jw0k', object: 'video.generation.task', type: 'video', model: 'seedance-1.5-pro' };

describe('the response to a create request', () => {
  it('is read as documented', () => {
    const body = {
      ...header,
      created: 1_761_313_744,
      progress: 0,
      status: 'pending',
      task_info: { can_cancel: true, estimated_time: 165, video_duration: 8 },
      usage: { billing_rule: 'per_call', credits_reserved: 8, user_group: 'default' },
    };
    expect(read(body)).toEqual({
      ...empty,
      serviceTaskId: header.id,
      status: 'pending',
      rawStatus: 'pending',
      progress: 0,
      createdAtMs: 1_761_313_744_000,
      estimatedSeconds: 165,
      creditsReserved: 8,
    });
  });

  it('needs only an id', () => {
    const idOnly = { ...empty, serviceTaskId: 'task-unified-1-a', status: 'unknown', rawStatus: null };
    expect(read({ id: 'task-unified-1-a' })).toEqual(idOnly);
    expect(read({ id: 'task-unified-1-a', task_info: null, usage: null, progress: null, created: null, status: null })).toEqual(idOnly);
    expect(read({ task_id: 'task-unified-1-a' })).toEqual(idOnly);
    expect(read({ code: 200, data: { id: 'task-unified-1-a' } })).toEqual(idOnly);
  });

  it('without a usable id is rejected', () => {
    for (const body of [
      undefined,
      null,
      'ok',
      7,
      [],
      {},
      { id: '' },
      { id: 12 },
      { id: 'a b' },
      { id: 'x'.repeat(129) },
      { id: null, status: 'pending' },
      { error: { message: 'no' } },
    ])
      expect(read(body)).toBeNull();
  });

  it('that was truncated is accepted if its id is complete', () => {
    const text = '{"created":1761313744,"id":"task-unified-1761313744-vux2jw0k","model":"seed';
    expect(salvageTask(text)).toMatchObject({ serviceTaskId: header.id, status: 'unknown', raw: text });
    expect(salvageTask('{"created":1761313744,"id":"task-unified-17613137')).toBeNull();
    expect(salvageTask('<html>"id":"task-unified-1-a"')).toBeNull();
    expect(salvageTask('{"error":{"message":"x","id":"task-unified-1-a"')).toBeNull();
  });
});

describe('the response to a query', () => {
  it('is read in the form that the real service sent', () => {
    const body = {
      ...header,
      created: 1_788_194_967,
      duration: 206,
      progress: 100,
      result_data: [{ url: 'https://files.evolink.ai/x/result.mp4' }],
      results: ['https://files.evolink.ai/x/result.mp4'],
      status: 'completed',
      task_info: { can_cancel: false },
      usage: { cost: { credits: 13.5, usd: 0.199, cny: 1.35 }, credits_used: 13.5 },
    };
    expect(read(body)).toEqual({
      ...empty,
      serviceTaskId: header.id,
      status: 'completed',
      rawStatus: 'completed',
      progress: 100,
      createdAtMs: 1_788_194_967_000,
      tookSeconds: 206,
      creditsUsed: 13.5,
      results: [{ kind: 'video', url: 'https://files.evolink.ai/x/result.mp4' }],
    });
  });

  it('contains an error in either documented format, or null', () => {
    const failed = (error: unknown) => read({ ...header, status: 'failed', error })?.error;
    expect(failed({ code: 'content_policy_violation', message: 'Blocked.\nTry again', type: 'task_error' })).toEqual({
      code: 'content_policy_violation',
      message: 'Blocked.\nTry again',
      suggestion: null,
    });
    expect(failed({ code: 500, message: null, suggestion: 'Wait' })).toEqual({ code: '500', message: '', suggestion: 'Wait' });
    expect(failed({ message: 'Broken' })).toEqual({ code: 'unknown_error', message: 'Broken', suggestion: null });
    expect(failed('Broken')).toEqual({ code: 'unknown_error', message: 'Broken', suggestion: null });
    for (const none of [null, undefined, {}, '', []]) expect(failed(none)).toBeNull();
  });

  it('keeps an unknown status verbatim', () => {
    const status = (word: unknown) => {
      const result = read({ ...header, status: word });
      return [result?.status, result?.rawStatus];
    };
    expect(status('cancelled')).toEqual(['cancelled', 'cancelled']);
    expect(status('Completed')).toEqual(['completed', 'Completed']);
    expect(status('running')).toEqual(['unknown', 'running']);
    expect(status(3)).toEqual(['unknown', null]);
  });

  it('may omit the requested id', () => {
    expect(read({ status: 'processing', progress: '40', id: null }, 'task-unified-1-a')).toEqual({
      ...empty,
      serviceTaskId: 'task-unified-1-a',
      status: 'processing',
      rawStatus: 'processing',
      progress: 40,
    });
    expect(read({ message: 'hello' }, 'task-unified-1-a')).toBeNull();
  });

  it('has a duration only after the task has ended', () => {
    expect(read({ ...header, status: 'processing', duration: 8 })?.tookSeconds).toBeNull();
  });

  const [a, b] = ['https://files.evolink.ai/a.mp4?s=1', 'https://files.evolink.ai/b.mp4'];
  it.each([
    ['results', { results: [a, b] }, [a, b]],
    ['results as one string', { results: a }, [a]],
    ['the parameter reference', { result_data: [{ video_url: a }] }, [a]],
    ['a detail with url', { results: null, result_data: [{ url: a }, { url: b }] }, [a, b]],
    ['a single detail', { result_data: { video_url: b } }, [b]],
    ['both, the same', { results: [a, a], result_data: [{ url: a }] }, [a]],
    ['both, with different signatures', { results: [a], result_data: [{ url: 'https://files.evolink.ai/a.mp4?s=2' }] }, [a]],
    ['more in the details', { results: [a], result_data: [{ url: a }, { url: b }] }, [a, b]],
    ['spaces and line breaks around links', { results: [` ${a} `, `\n${b}\r\n`] }, [a, b]],
    ['a space around the only link', { results: `\t${a}` }, [a]],
    ['spaces around the link of a detail', { result_data: { video_url: `${a}\n` } }, [a]],
    ['objects in results', { results: [{ url: a }] }, [a]],
    ['nothing usable', { results: ['', null, 5, 'not a link', 'file:///etc/passwd', {}], result_data: 'x' }, []],
  ])('yields the links from %s', (_name, fields, links) => {
    expect(read({ ...header, status: 'completed', ...fields })?.results).toEqual(links.map((url) => ({ kind: 'video', url })));
  });

  it('contains an element or a character as data', () => {
    const element = { element_id: 'el_1', element_name: 'Fox' };
    const character = { character_name: 'mira', profile_picture_url: 'https://files.evolink.ai/mira.png' };
    expect(read({ ...header, status: 'completed', result_data: element })?.results).toEqual([{ kind: 'element', data: element }]);
    expect(read({ ...header, status: 'completed', result_data: [character] })?.results).toEqual([{ kind: 'character', data: character }]);
  });

  it('yields the charged cost from any of its known fields, but no reserved cost', () => {
    const creditsUsedIn = (usage: unknown, rest = {}) => read({ ...header, status: 'completed', usage, ...rest })?.creditsUsed;
    expect([
      creditsUsedIn({ credits_used: 3 }),
      creditsUsedIn({ cost: { credits: 4 } }),
      creditsUsedIn(null, { billing: { charged_credits: 5 } }),
      creditsUsedIn({ credits_reserved: 6 }),
    ]).toEqual([3, 4, 5, null]);
  });

  it('is stored raw up to a limit', () => {
    const raw = truncateRaw('ü'.repeat(50_000));
    expect([Buffer.byteLength(raw), raw.endsWith('ü')]).toEqual([65_536, true]);
  });
});

describe('other responses', () => {
  it('a balance is read, even a partial one', () => {
    const body = {
      data: {
        token: { remaining_credits: 99_416.4429, unlimited_credits: false, used_credits: 583.5571 },
        user: { remaining_credits: -3.5, used_credits: 135.9 },
      },
      message: '',
      success: true,
    };
    expect(parseCredits(body)).toEqual({ remaining: 99_416.4429, unlimited: false, accountRemaining: -3.5 });
    expect(parseCredits({ data: { token: { unlimited_credits: true } } })).toEqual({
      remaining: null,
      unlimited: true,
      accountRemaining: null,
    });
    expect(parseCredits({ data: {} })).toBeNull();
    expect(parseCredits('<html>')).toBeNull();
  });

  it('a list of tasks is read', () => {
    const body = {
      object: 'list',
      total: 2,
      page: 1,
      page_size: 20,
      data: [
        {
          id: 'task-unified-2-b',
          model: 'veo3',
          type: 'video',
          status: 'completed',
          progress: 100,
          created_at: 1_788_194_967,
          has_results: true,
        },
        { id: 'task-unified-1-a', created_at: '2026-08-31T12:00:00Z' },
        { id: null },
      ],
    };
    expect(parseTaskList(body)).toEqual([
      { serviceTaskId: 'task-unified-2-b', model: 'veo3', createdAtMs: 1_788_194_967_000 },
      { serviceTaskId: 'task-unified-1-a', model: null, createdAtMs: Date.UTC(2026, 7, 31, 12) },
    ]);
    expect(parseTaskList({ error: { message: 'no' } })).toBeNull();
  });
});

it('a very long error message is truncated', () => {
  const long = 'x'.repeat(1_000_000);
  const body = { id: 'task-unified-1', status: 'failed', error: { code: long, message: long, suggestion: long } };
  const error = parseTask(body, JSON.stringify(body), null)?.error;
  expect([error?.code.length, error?.message.length, error?.suggestion?.length]).toEqual([200, 4_000, 4_000]);
});
