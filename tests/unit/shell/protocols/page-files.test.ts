// The studio starts when the window has been given its page: that must be told however the giving ends.
import { expect, test } from 'vitest';
import { onBodyConsumed } from '../../../../electron/shell/protocols/page-files.ts';

function given(answer: Response) {
  let times = 0;
  const told = onBodyConsumed(answer, () => {
    times += 1;
  });
  return { told, times: () => times };
}

test('a page is told to be given when all of it was taken', async () => {
  const { told, times } = given(new Response('a page', { headers: { 'content-type': 'text/html' } }));
  expect(times()).toBe(0);
  expect(await told.text()).toBe('a page');
  expect([times(), told.headers.get('content-type')]).toEqual([1, 'text/html']);
});

test('a page that is not there is given at once', () => {
  expect(given(new Response(null, { status: 404 })).times()).toBe(1);
});

test('a page that nobody wants any more is given as well', async () => {
  const { told, times } = given(new Response('a page'));
  await told.body?.cancel();
  expect(times()).toBe(1);
});

test('a page that breaks off is given as well', async () => {
  const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('broke off')) });
  const { told, times } = given(new Response(broken));
  await expect(told.text()).rejects.toThrow('broke off');
  expect(times()).toBe(1);
});
