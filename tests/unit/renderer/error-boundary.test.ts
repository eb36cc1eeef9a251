// A component that throws shows the id under which the log has its error.
import { join } from 'node:path';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { reportWindowError, watchWindowErrors } from '../../../renderer/src/report-window-error.ts';
import { startBenchInTest } from '../../support/bench-per-test.ts';

/** The members that React uses. The types of the tests do not include the window's `.tsx` files. */
interface Boundary {
  state: object;
  setState(change: object): void;
  componentDidCatch(error: unknown): void;
  render(): ReactNode;
}
type BoundaryClass = { new (props: object): Boundary; getDerivedStateFromError(error: unknown): object };

const importBoundary = async (): Promise<BoundaryClass> => {
  const source = join(import.meta.dirname, '../../../renderer/src/shell/error-boundary.tsx');
  return ((await import(source)) as { ErrorBoundary: BoundaryClass }).ErrorBoundary;
};

/** Opens a window that is connected to a studio. `happens` sends an event to the window's listeners. */
function openWindow() {
  const bench = startBenchInTest();
  const listeners = new Map<string, (event: object) => void>();
  vi.stubGlobal('window', {
    studio: { call: bench.studio.dispatch },
    addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
  });
  return { bench, happens: (name: string, event: object) => listeners.get(name)?.(event) };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('the part that failed shows the id of its incident in the log', async () => {
  const { bench } = openWindow();
  const ErrorBoundary = await importBoundary();
  const boundary = new ErrorBoundary({ children: null });
  boundary.setState = (change) => {
    boundary.state = { ...boundary.state, ...change };
  };
  // React does the same when a child throws.
  boundary.setState(ErrorBoundary.getDerivedStateFromError(new Error('no such stage')));
  boundary.componentDidCatch(new Error('no such stage'));
  await expect.poll(() => renderToStaticMarkup(boundary.render())).toContain('incident-1');
  expect(bench.log.lines).toContain('incident window: render: no such stage');
  bench.log.incidents.length = 0;
});

test('an error outside of a component and a rejected promise are logged', async () => {
  const { bench, happens } = openWindow();
  watchWindowErrors();
  happens('error', { error: new Error('in a listener') });
  happens('unhandledrejection', { reason: new Error('in a promise') });
  await expect.poll(() => bench.log.incidents).toHaveLength(2);
  expect(bench.log.lines).toContain('incident window: error: in a listener');
  expect(bench.log.lines).toContain('incident window: promise: in a promise');
  bench.log.incidents.length = 0;
});

test('an error event without an error and an AbortError are not reported', async () => {
  const { bench, happens } = openWindow();
  watchWindowErrors();
  const late = 'ResizeObserver loop completed with undelivered notifications.';
  happens('error', { error: null, message: late });
  const interrupted = new DOMException('The play() request was interrupted', 'AbortError');
  happens('unhandledrejection', { reason: interrupted });
  await bench.must('studio.snapshot', {});
  expect(bench.log.incidents).toEqual([]);
});

test('long texts are cut to the length that main accepts, and every thrown value gets a message', async () => {
  const { bench } = openWindow();
  const long = new Error('m'.repeat(2_000));
  long.stack = 's'.repeat(9_000);
  const thrown: readonly unknown[] = [long, 'a text', undefined, Object.create(null)];
  for (const error of thrown) expect(await reportWindowError('error', error)).toMatch(/^incident-/);
  bench.log.incidents.length = 0;
});
