// The window refuses a drop that cannot become a reference, with a reason, and recognises drags that started in the window itself.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useComposer } from '../../../../renderer/src/views/create/composer-store.ts';
import { problemText } from '../../../../renderer/src/views/create/file-problems.ts';
import { addDropped, addUrl } from '../../../../renderer/src/views/create/references/add-references.ts';
import { cancelOwnDrag, isOwnDrag, watchOwnDrags } from '../../../../renderer/src/views/create/references/own-drag.ts';

const calls: string[] = [];
let page: EventTarget;
let windowEvents: EventTarget;
beforeEach(() => {
  calls.length = 0;
  page = new EventTarget();
  windowEvents = new EventTarget();
  const refuse = async (name: string) => {
    calls.push(name);
    return { ok: false, error: { kind: 'file-missing' } };
  };
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', Object.assign(windowEvents, { studio: { call: refuse } }));
  useComposer.setState(useComposer.getInitialState(), true);
});
afterEach(() => vi.unstubAllGlobals());

const problems = () => useComposer.getState().problems.map(({ cause }) => cause);

test('a drop without a readable picture is refused with a reason', async () => {
  await addDropped(null, null);
  expect(problems()).toEqual([{ kind: 'drop-refused', reason: 'no-picture' }]);
  const { title, detail } = problemText(useComposer.getState().problems[0] ?? expect.fail('no problem'));
  expect([title !== '', detail !== '', calls]).toEqual([true, true, []]);
});

test('a URL that is too long is refused, not shortened and requested', async () => {
  const address = `https://a.example/${'x'.repeat(2_048)}`;
  await addDropped({ kind: 'address', address }, null);
  expect([problems(), calls]).toEqual([[{ kind: 'drop-refused', reason: 'address-too-long' }], []]);
  expect(await addUrl(address, null)).toBe(false);
  expect([problems(), calls]).toEqual([[{ kind: 'drop-refused', reason: 'address-too-long' }], []]);
  expect(await addUrl(address.slice(0, 2_048), null)).toBe(false);
  expect(calls).toEqual(['references.addUrl']);
});

test.each([
  ['the pointer moves', () => page.dispatchEvent(new Event('pointermove'))],
  ['it ends in the page', () => page.dispatchEvent(new Event('dragend'))],
  ['another window is used', () => windowEvents.dispatchEvent(new Event('blur'))],
  ['main refuses to hand over the file', cancelOwnDrag],
])('a drag that started in the window is over when %s', (_when, happen) => {
  const stop = watchOwnDrags();
  page.dispatchEvent(new Event('dragstart'));
  expect(isOwnDrag()).toBe(true);
  happen();
  expect(isOwnDrag()).toBe(false);
  stop();
});

test('a drag that started in the window counts as its own while it is over the window', () => {
  const stop = watchOwnDrags();
  page.dispatchEvent(new Event('dragstart'));
  for (const name of ['dragleave', 'dragenter', 'dragover', 'drop']) page.dispatchEvent(new Event(name));
  expect(isOwnDrag()).toBe(true);
  page.dispatchEvent(new Event('pointermove'));
  stop();
});
