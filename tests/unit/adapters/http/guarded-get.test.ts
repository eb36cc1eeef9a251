// Which hosts are requested for a URL that comes from the service or the user, and which are refused.
import { describe, expect, it } from 'vitest';
import { type GuardedRequest, guardedGet } from '../../../../electron/adapters/http/guarded-get.ts';
import { type HttpClient, HttpFailure, type HttpResponse, type NetworkAccess } from '../../../../electron/core/ports.ts';

const publicAccess: NetworkAccess = { allowsLoopback: false };

interface Reply {
  readonly status?: number;
  readonly redirectTo?: string;
}

/** A client that answers from a table of responses, records every requested host, and follows five redirects like the real clients. */
function createRecordingClient(replies: Readonly<Record<string, (userAgent: string) => Reply>>) {
  const requested: string[] = [];
  const http: HttpClient = {
    async send(request) {
      let { url } = request;
      for (let redirects = 0; redirects <= 5; redirects += 1) {
        requested.push(url);
        const { status = 200, redirectTo } = replies[url]?.(request.headers['user-agent'] ?? '') ?? { status: 404 };
        if (redirectTo === undefined) return response(status, url);
        if (!(await request.allowRedirect(redirectTo))) throw new HttpFailure('after', 'redirect-refused', redirectTo);
        url = redirectTo;
      }
      throw new HttpFailure('after', 'too-many-redirects', url);
    },
  };
  return { requested, http };
}

function response(status: number, url: string): HttpResponse {
  return { status, url, header: () => null, body: (async function* () {})() };
}

const names: Readonly<Record<string, readonly string[]>> = {
  'outside.example': ['93.184.216.34'],
  'faked.example': ['fdfe:dcba:9876::b4', '198.18.0.182'],
  'lan.example': ['fd12:3456::7'],
  'translated.example': ['64:ff9b:1::a00:1'],
  'inside.example': ['93.184.216.34', '192.168.0.9'],
};
const lookup = async (host: string) => {
  const addresses = names[host];
  if (addresses === undefined) throw new Error('ENOTFOUND');
  return addresses;
};

async function get(
  url: string,
  replies: Parameters<typeof createRecordingClient>[0] = { [url]: () => ({}) },
  requestChanges: Partial<Pick<GuardedRequest, 'use' | 'access'>> = {},
) {
  const { requested, http } = createRecordingClient(replies);
  const outcome = await guardedGet(
    { http, lookup },
    { url, use: 'result', access: publicAccess, headers: {}, signal: new AbortController().signal, ...requestChanges },
  );
  return { requested, outcome: outcome.kind === 'response' ? outcome.response.status : outcome };
}

describe('a link', () => {
  it.each(['https://outside.example/a.mp4', 'https://faked.example/a.mp4', 'https://unknown.example/a.mp4'])(
    '%s is fetched',
    async (url) => {
      expect(await get(url)).toEqual({ requested: [url], outcome: 200 });
    },
  );

  it.each([
    ['https://lan.example/a.mp4', 'unique-local', 'lan.example'],
    ['https://translated.example/a.mp4', 'private', 'translated.example'],
    ['https://inside.example/a.mp4', 'private', 'inside.example'],
    ['https://[fd12:3456::7]/a.mp4', 'private', 'fd12:3456::7'],
    ['https://[64:ff9b:1::a00:1]/a.mp4', 'private', '64:ff9b:1::a00:1'],
    ['https://192.168.0.1/a.mp4', 'private', '192.168.0.1'],
    ['file:///etc/passwd', 'not-http', ''],
    ['no address', 'malformed', ''],
  ])('%s is not requested', async (url, reason, host) => {
    expect(await get(url)).toEqual({ requested: [], outcome: { kind: 'refused', reason, host } });
  });

  it('to a unique local address is fetched if the user allowed the host; one to another private address never is', async () => {
    const access = { allowsLoopback: false, allowsHost: (host: string) => host === 'lan.example' };
    expect((await get('https://lan.example/a.mp4', undefined, { access })).outcome).toBe(200);
    expect((await get('https://inside.example/a.mp4', undefined, { access: { ...access, allowsHost: () => true } })).outcome).toMatchObject(
      {
        reason: 'private',
      },
    );
  });
});

describe('a redirect', () => {
  it.each([
    ['https://lan.example/b.mp4', 'unique-local', 'lan.example'],
    ['https://translated.example/b.mp4', 'private', 'translated.example'],
    ['https://10.0.0.1/b.mp4', 'private', '10.0.0.1'],
    ['http://inside.example/b.mp4', 'private', 'inside.example'],
    ['ftp://outside.example/b.mp4', 'not-http', 'outside.example'],
  ])('to %s is refused without a request', async (redirectTo, reason, host) => {
    const url = 'https://outside.example/a.mp4';
    expect(await get(url, { [url]: () => ({ redirectTo }) })).toEqual({ requested: [url], outcome: { kind: 'refused', reason, host } });
  });
});

describe('a result over plain http', () => {
  it('is requested over https', async () => {
    expect(await get('http://outside.example:80/a.mp4?Signature=x', { 'https://outside.example/a.mp4?Signature=x': () => ({}) })).toEqual({
      requested: ['https://outside.example/a.mp4?Signature=x'],
      outcome: 200,
    });
  });

  it('that is the target of a redirect is requested over https', async () => {
    const replies = {
      'https://outside.example/a.mp4': () => ({ redirectTo: 'http://faked.example/b.mp4' }),
      'https://faked.example/b.mp4': () => ({}),
    };
    expect(await get('https://outside.example/a.mp4', replies)).toEqual({ requested: Object.keys(replies), outcome: 200 });
  });

  it('fails if its https URL always redirects back to http', async () => {
    const url = 'https://outside.example/a.mp4';
    const { requested, outcome } = await get(url, { [url]: () => ({ redirectTo: 'http://outside.example/a.mp4' }) });
    expect([requested.length, outcome]).toEqual([4, { kind: 'refused', reason: 'not-https', host: 'outside.example' }]);
  });

  it('in a private network is not requested over https either', async () => {
    expect(await get('http://192.168.0.1/a.mp4')).toMatchObject({ requested: [], outcome: { reason: 'private' } });
  });

  it('stays on plain http if it is a reference', async () => {
    const url = 'http://outside.example/a.png';
    expect(await get(url, undefined, { use: 'reference' })).toEqual({ requested: [url], outcome: 200 });
  });
});

describe('a 403', () => {
  const url = 'https://outside.example/a.mp4';

  it('is retried once with a browser’s user agent', async () => {
    const { requested, outcome } = await get(url, {
      [url]: (userAgent) => ({ status: /^Mozilla\/5\.0 .*Chrome/.test(userAgent) ? 200 : 403 }),
    });
    expect([requested, outcome]).toEqual([[url, url], 200]);
  });

  it('is returned if the retry gets a 403 too', async () => {
    const { requested, outcome } = await get(url, { [url]: () => ({ status: 403 }) });
    expect([requested, outcome]).toEqual([[url, url], 403]);
  });

  it.each([401, 404, 410, 500])('is the only status that is retried: not %i', async (status) => {
    expect((await get(url, { [url]: () => ({ status }) })).requested).toEqual([url]);
  });
});
