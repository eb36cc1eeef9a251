// Each name in a sentence is isolated in a `<bdi>` element, so that an Arabic or Hebrew name does not change the direction of the text
// around it.
import { join } from 'node:path';
import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { readinessOf } from '../../../renderer/src/views/create/submit/submit-request.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Profile, StudioStatus } from '../../../shared/ipc.ts';

const file = 'ثعلب.png';
const account = 'החשבון';
const profile = { id: 1, kind: 'evolink', name: account, key: { state: 'none' } } as Profile;

/** Renders a component of the window. The types of the tests do not include its `.tsx` files. */
async function render(path: string, name: string, props: object): Promise<string> {
  const source = join(import.meta.dirname, '../../../renderer/src', `${path}.tsx`);
  const components = (await import(source)) as Readonly<Record<string, FunctionComponent<object>>>;
  const component = components[name];
  if (component === undefined) throw new Error(`${path} has no ${name}`);
  return renderToStaticMarkup(createElement(component, props));
}

test.each<[AppError, string]>([
  [{ kind: 'reference-file-missing', name: file }, file],
  [{ kind: 'another-profile-active', active: account }, account],
  [{ kind: 'library-unavailable', folder: '/וידאו', found: 'no-library' }, '/וידאו'],
])('an error isolates the name in its sentences: %j', async (error, name) => {
  expect(await render('components/errors/refusal-line', 'RefusalLine', { error })).toContain(`<bdi>${name}</bdi>`);
  expect(await render('components/errors/error-notice', 'ErrorNotice', { error })).toContain(`<bdi>${name}</bdi>`);
});

test('the note at Generate isolates the name of a held profile', async () => {
  const hold = { error: { kind: 'no-key' }, ends: { kind: 'key' } };
  const note = await render('views/create/submit/wait-note', 'WaitNote', { reason: { kind: 'held', profile, hold }, added: 0 });
  expect(note).toContain(`<bdi>${account}</bdi>`);
});

test('the reason why a request cannot be sent says which name its text contains', () => {
  const status = { activeProfileId: 1, profiles: [profile] } as unknown as StudioStatus;
  expect(readinessOf(status, [], false)).toMatchObject({ kind: 'not-now', reason: expect.stringContaining(account), name: account });
});
