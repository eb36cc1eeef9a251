// Calls of the contract made from inside the window, for what no control on the screen does, e.g. asking for what must be refused.
import type { Page } from '@playwright/test';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc.ts';

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: { readonly kind: string } };

/** Calls by any name with any input and gives back whatever came. */
export function callRaw(page: Page, name: string, input: unknown): Promise<Answer> {
  return page.evaluate(
    ([n, i]) => (window as unknown as { studio: { call(n: string, i: unknown): Promise<Answer> } }).studio.call(n as string, i),
    [name, input] as const,
  );
}

/** Calls and insists on success. */
export async function call<N extends CallName>(page: Page, name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const answer = await callRaw(page, name, input);
  if (!answer.ok) throw new Error(`${name} answered ${JSON.stringify(answer.error)}`);
  return answer.value as CallOutput<N>;
}

/** Makes one video with the simulator and waits until it is stored; its result id. */
export async function makeVideo(page: Page, request: CallInput<'tasks.submit'>['request']): Promise<number> {
  const before = (await call(page, 'library.index', {})).resultIds.length;
  await call(page, 'tasks.submit', { request, variations: 1, sendAnyway: true, madeFromId: null });
  for (const deadline = Date.now() + 45_000; Date.now() < deadline; ) {
    const { resultIds } = await call(page, 'library.index', {});
    const newest = resultIds[0];
    if (resultIds.length > before && newest !== undefined) return newest;
    await page.waitForTimeout(150);
  }
  throw new Error('no video was stored within 45 s');
}
