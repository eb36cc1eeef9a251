// Every call of the window may fail. If no code reads the result, a failed click looks like a successful one, so no result may be dropped.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findDroppedResults } from './unread-call-results.ts';

const root = resolve(import.meta.dirname, '../../../../renderer/src');

/**
 * Calls whose result need not be read, each with the reason. They are calls without a user action, calls after a completed action, and
 * reads after whose failure the window shows less but nothing wrong.
 */
const allowed: readonly (readonly [file: string, text: string])[] = [
  // The draft: stored in the background, and again after the next change.
  ['views/create/draft-autosave.ts', "call('composer.saveDraft'"],
  // A hint for main, which also detects changes itself.
  ['store/connect-store.ts', "call('system.networkChanged'"],
  // The prompt is already filled; the values are only offered again next time.
  ['views/prompts/template-popup.tsx', "call('templates.saveValues'"],
  // The sound is already on or off, until the studio is closed.
  ['views/player/player-preferences.ts', "call('settings.change'"],
  // The index is requested again until it is loaded.
  ['store/connect-store.ts', "call('library.index'"],
  // No cost is shown.
  ['views/batch/use-batch-estimate.ts', "call('tasks.estimate'"],
  // Existing takes are then not shown.
  ['views/create/submit/use-existing-takes.ts', "call('takes.existing'"],
  ['views/library/inspector/relatives.tsx', 'useLoadedValue(readRelatives'],
  // The previous lists stay, and are loaded again with the next change of the library.
  ['views/judging/judgement-details.ts', 'useLoadedValue(readJudgement'],
  ['views/judging/judgement-details.ts', 'useLoadedValue(summarizeJudgements'],
  ['views/judging/name-lists.ts', "call('tags.list'"],
  ['views/judging/name-lists.ts', "call('collections.list'"],
  // The dialog is already closed. The connect call itself returns the outcome, and a key that was stored nevertheless is shown with its
  // profile.
  ['views/settings/accounts/use-connect.ts', "call('profiles.cancelConnect'"],
  // Only suggestions; the field accepts any text.
  ['views/create/controls/task-picker.tsx', "call('library.records'"],
  // The elements loaded before stay; an id can be typed.
  ['views/create/references/use-account-elements.ts', 'useLoadedValue(listElements'],
  // A file without a name is named after its role.
  ['views/library/inspector/source-files.tsx', "call('references.records'"],
  ['views/task-inspector/request-section.tsx', "call('references.records'"],
  // After a failure, the current picture is used.
  ['views/create/fixing/apply-fix.ts', "call('references.records', { ids: [original"],
  // No size is shown; the start of the export measures again.
  ['views/library/files/export-dialog.tsx', "call('library.measureFiles'"],
  // The Edit menu keeps its labels; Undo itself asks for the target again.
  ['views/undo/report-undo-target.ts', "call('actions.reportTarget'"],
  // No example is shown.
  ['views/library/names/use-name-preview.ts', "call('library.previewNames'"],
  // A file without a tag record is added like any other file. The addition reports what is wrong with the file.
  ['views/create/references/fill-from-dropped-video.ts', "call('library.readTags'"],
  // No id is shown. A report that failed must not cause another one.
  ['report-window-error.ts', "call('system.reportWindowError'"],
];

test.each([
  "<a onClick={() => void call('a.b', {})} />",
  "<a onClick={() => call('a.b', { id: idOf(key) })} />",
  "<a onClick={() => { call('a.b', {}); }} />",
  "<a onClick={() => { return call('a.b', {}); }} />",
  "open({ onClose: () => call('a.b', {}) });",
  "const done = () => void call('a.b', {}).then(() => close());",
  "await call('a.b', { ids });",
  "for (const part of portions(ids)) await call('a.b', { ids: part });",
  "if (here) await call('a.b', {});",
  "if (here) call('a.b', {});",
  "if (here) go(); else await call('a.b', {});",
  "here && call('a.b', {});",
  "call('a.b', {});",
  "await call('a.b', {}).then(close);",
  "void call('a.b', {}).then((_result) => close());",
  "void call('a.b', {}).finally(close);",
  "void Promise.all([call('a.b', {})]);",
  '<a onUse={(model) => void switchTo(task, model).then(leave)} />',
  'const tags = loadedFor(useLoadedValue(readTags, id, revision), id);',
  'const { latest } = useLoadedValue(readTags, id, revision);',
])('%s: drops a result', (source) => {
  expect(findDroppedResults('a.tsx', source)).toHaveLength(1);
});

test.each([
  "async () => { const result = await call('a.b', {}); if (!result.ok) return; put(result.value); }",
  "async () => { const result = here ? await call('a.b', {}) : null; if (result !== null && result.ok) put(result.value); }",
  "async () => { const { ok } = await call('a.b', {}); if (ok) close(); }",
  "async () => { if ((await call('a.b', {})).ok) close(); }",
  "void call('a.b', {}).then((result) => { if (result.ok) put(result.value); });",
])('%s: reads a result and drops its error', (source) => {
  expect(findDroppedResults('a.tsx', source)).toHaveLength(1);
});

test.each([
  "async () => { const result = await call('a.b', {}); if (!result.ok) show(result.error); }",
  "async () => { const result = await call('a.b', {}); setResult(result); }",
  "async () => { const result = await call('a.b', {}); return result; }",
  "async () => { const [one, other] = await Promise.all([call('a.b', {}), call('a.c', {})]); put(one, other); }",
  "void call('a.b', {}).then((result) => setResult(result));",
  "press(() => call('a.b', {}));",
  "<a make={() => call('a.b', {})} />",
  "<a onClick={() => press(() => call('a.b', {}))} />",
  "() => { return call('a.b', {}); }",
  "void showFailure(call('a.b', {}));",
  'const { latest, error } = useLoadedValue(readTags, id, revision);',
])('%s: drops nothing', (source) => {
  expect(findDroppedResults('a.tsx', source)).toEqual([]);
});

test('the window drops no result of a call', () => {
  const dropped = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    // The clip page does not use these calls.
    .filter((file) => !file.startsWith('clip-page/'))
    .flatMap((file) => findDroppedResults(file, readFileSync(join(root, file), 'utf8')).map((text) => [file, text] as const));
  const isAllowed = ([file, text]: readonly [string, string]) => allowed.some(([where, start]) => where === file && text.startsWith(start));
  expect(dropped.filter((droppedCall) => !isAllowed(droppedCall))).toEqual([]);
  expect(allowed.filter(([file, start]) => !dropped.some(([where, text]) => where === file && text.startsWith(start)))).toEqual([]);
});
