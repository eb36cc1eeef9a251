// The studio starts once the window has loaded its page: the end of the response must be reported however it ends.
import { expect, test } from 'vitest';
import { onBodyConsumed } from '../../../../electron/shell/protocols/page-files.ts';

function given(response: Response) {
  let times = 0;
  const observed = onBodyConsumed(response, () => {
    times += 1;
  });
  return { observed, times: () => times };
}

test('a page counts as served when its body was read completely', async () => {
  const { observed, times } = given(new Response('a page', { headers: { 'content-type': 'text/html' } }));
  expect(times()).toBe(0);
  expect(await observed.text()).toBe('a page');
  expect([times(), observed.headers.get('content-type')]).toEqual([1, 'text/html']);
});

test('a missing page counts as served at once', () => {
  expect(given(new Response(null, { status: 404 })).times()).toBe(1);
});

test('a cancelled page counts as served', async () => {
  const { observed, times } = given(new Response('a page'));
  await observed.body?.cancel();
  expect(times()).toBe(1);
});

test('a page whose body fails counts as served', async () => {
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('broke off')) });
  const { observed, times } = given(new Response(broken));
  await expect(observed.text()).rejects.toThrow('broke off');
  expect(times()).toBe(1);
});
