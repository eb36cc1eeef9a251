// The studio starts once the window has loaded its page, so the end of the response must be reported however it ends.
import { expect, test } from 'vitest';
import { onBodyConsumed } from '../../../../electron/shell/protocols/page-files.ts';

function observe(response: Response) {
  let consumedCount = 0;
  const observed = onBodyConsumed(response, () => {
    consumedCount += 1;
  });
  return { observed, countReads: () => consumedCount };
}

test('a page counts as served when its body was read completely', async () => {
  const { observed, countReads } = observe(new Response('a page', { headers: { 'content-type': 'text/html' } }));
  expect(countReads()).toBe(0);
  expect(await observed.text()).toBe('a page');
  expect([countReads(), observed.headers.get('content-type')]).toEqual([1, 'text/html']);
});

test('a missing page counts as served at once', () => {
  expect(observe(new Response(null, { status: 404 })).countReads()).toBe(1);
});

test('a cancelled page counts as served', async () => {
  const { observed, countReads } = observe(new Response('a page'));
  await observed.body?.cancel();
  expect(countReads()).toBe(1);
});

test('a page whose body fails counts as served', async () => {
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('broke off')) });
  const { observed, countReads } = observe(new Response(broken));
  await expect(observed.text()).rejects.toThrow('broke off');
  expect(countReads()).toBe(1);
});
