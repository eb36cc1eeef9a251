// Makes IPC calls from inside the window that no control makes, for example a call that must be refused.
import type { Page } from '@playwright/test';
import type { CallName, CallOutput } from '../../../shared/ipc.ts';
import { type TestInput, withProfile } from '../../support/active-profile.ts';

/** A wait that takes longer than this counts as a hang. */
export const hangsAfterMs = 90_000;

type CallResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: { readonly kind: string } };

/** Makes a call with any name and any input, and returns its result. */
export function callRaw(page: Page, name: string, input: unknown): Promise<CallResult> {
  return page.evaluate(
    ([n, i]) => (window as unknown as { studio: { call(n: string, i: unknown): Promise<CallResult> } }).studio.call(n as string, i),
    [name, input] as const,
  );
}

/** Makes a call and throws unless it succeeds. */
export async function call<N extends CallName>(page: Page, name: N, input: TestInput<N>): Promise<CallOutput<N>> {
  const result = await callRaw(page, name, await withProfile(name, input, () => call(page, 'studio.snapshot', {})));
  if (!result.ok) throw new Error(`${name} answered ${JSON.stringify(result.error)}`);
  return result.value as CallOutput<N>;
}
