// The host of a redirect is resolved before the request, because even a request whose response is ignored can reach into the user's network.
import { expect, test } from 'vitest';
import { fetchReference } from '../../../../electron/adapters/references/fetch-reference.ts';
import { type HttpClient, HttpFailure } from '../../../../electron/core/ports.ts';
import { fail } from '../../../../shared/result.ts';

const publicHostsOnly = { allowsLoopback: false };
const signal = new AbortController().signal;
const addresses: Readonly<Record<string, readonly string[]>> = {
  'pictures.example': ['93.184.216.34'],
  'router.example': ['192.168.1.1'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'metadata.example': ['169.254.169.254'],
  'both.example': ['93.184.216.34', '127.0.0.1'],
};
const lookup = async (host: string) => addresses[host] ?? [];

/** A client whose first response is a redirect to `target`. `requested` records the requested URLs. */
function createRedirectingClient(target: string) {
  const requested: string[] = [];
  const http: HttpClient = {
    async send(request) {
      requested.push(request.url);
      if (!(await request.allowRedirect(target))) throw new HttpFailure('after', 'redirect-refused', target);
      requested.push(target);
      throw new HttpFailure('after', 'connection-failed', 'no such host');
    },
  };
  return { requested, http };
}

test.each([
  'http://router.example/secret.png',
  'https://mapped.example/a.png',
  'http://metadata.example/latest/meta-data',
  'https://both.example/a.png',
  'http://[::ffff:192.168.0.1]/a.png',
  'http://3232235521/a.png',
  'http://0x7f.1/a.png',
  'http://127.0.0.1/a.png',
  'http://localhost:11434/api',
  'file:///etc/passwd',
  'data:image/png;base64,AAAA',
])('a redirect to %s is refused without a request', async (target) => {
  const { requested, http } = createRedirectingClient(target);
  const fetched = await fetchReference({ http, lookup }, 'https://pictures.example/a.png', publicHostsOnly, signal, async () =>
    fail({ kind: 'cancelled-by-user' }),
  );
  expect(requested).toEqual(['https://pictures.example/a.png']);
  expect(fetched).toMatchObject({ ok: false, error: { kind: 'reference-address' } });
});

test('a redirect to another public host is followed', async () => {
  const { requested, http } = createRedirectingClient('https://pictures.example/b.png');
  await fetchReference({ http, lookup }, 'https://pictures.example/a.png', publicHostsOnly, signal, async () =>
    fail({ kind: 'cancelled-by-user' }),
  );
  expect(requested).toHaveLength(2);
});
