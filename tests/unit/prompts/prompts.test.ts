// Prompt history and templates as the window requests them.
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../electron/db/database.ts';
import { migrate } from '../../../electron/db/migrate.ts';
import { first } from '../../../electron/db/migrations/001-first.ts';
import { migrations } from '../../../electron/db/migrations/index.ts';
import { createPromptTable } from '../../../electron/db/tables/prompt-table.ts';
import { createTokenizer } from '../../../shared/search/text-tokenizer.ts';
import { newActionId } from '../../support/action-id.ts';
import { type Bench, fox, startBench } from '../../support/studio-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = startBench();
  await bench.connect();
});
afterEach(() => bench.studio.stop({ withinMs: 0 }));

const use = async (prompt: string, model = fox.model, count = 1): Promise<void> => {
  await bench.must('tasks.submit', {
    actionId: newActionId(),
    request: { ...fox, prompt, model },
    variations: count,
    sendAnyway: true,
    sourceTaskId: null,
  });
};
const search = async (query = ''): Promise<string[]> => (await bench.must('prompts.search', { query })).prompts.map(({ text }) => text);
const idOf = async (text: string): Promise<number> =>
  (await bench.must('prompts.search', { query: '' })).prompts.find((prompt) => prompt.text === text)?.id ?? 0;

describe('the prompt history', () => {
  it('contains each prompt once, most recently used first, with its use count and last model', async () => {
    await use('a fox', fox.model, 3);
    await use('an owl');
    await use(' a fox\n', 'seedance-2.0-text-to-video');
    const { prompts } = await bench.must('prompts.search', { query: '' });
    expect(prompts.map(({ text, useCount, model }) => [text, useCount, model])).toEqual([
      ['a fox', 4, 'seedance-2.0-text-to-video'],
      ['an owl', 1, fox.model],
    ]);
  });

  it('is searched for parts of words, several words in any order, and two letters', async () => {
    await use('A red fox crosses a frozen river');
    await use('一只狐狸穿过结冰的河流');
    await use('100 % wool, "soft"');
    expect(await search('FROZ')).toEqual(['A red fox crosses a frozen river']);
    expect(await search('river fox')).toEqual(['A red fox crosses a frozen river']);
    expect(await search('狐狸')).toEqual(['一只狐狸穿过结冰的河流']);
    expect(await search('狐狸穿过')).toEqual(['一只狐狸穿过结冰的河流']);
    expect(await search('"soft')).toEqual(['100 % wool, "soft"']);
    expect(await search('no such thing')).toEqual([]);
  });

  it.each([
    ['a composed word in a decomposed prompt, like a file name on macOS', 'Besançon', 'Besançon at dusk'.normalize('NFD')],
    ['a decomposed word in a composed prompt', 'Besançon'.normalize('NFD'), 'Besançon at dusk'],
    ['decomposed Korean', '밤거리', '서울의 밤거리'.normalize('NFD')],
    ['Korean by one syllable', '밤', '서울의 밤거리'.normalize('NFD')],
    ['two Chinese words of two letters, in any order', '雪地 狐狸', '一只狐狸在雪地里奔跑'],
    ['one Chinese letter', '雪', '一只狐狸在雪地里奔跑'],
    ['a word without its accents', 'cafe', 'Un café à Paris'],
    ['a word with accents that the prompt lacks', 'café', 'A cafe in Paris'],
    ['ss for ß', 'strasse', 'Eine Straße im Regen'],
    ['a Turkish capital I', 'istanbul', 'İstanbul at night'],
    ['a Turkish small ı', 'ISPARTA', 'ısparta roses'],
    ['Greek with the other sigma and without accents', 'ΟΔΟΣ', 'μια οδός τη νύχτα'],
    ['full-width letters and digits', '4k fox', 'Ａ ＦＯＸ in ４Ｋ'],
    ['a word with an invisible space in it', 'snowfall', 'snow\u200bfall in the dark'],
    ['Arabic without its vowel marks', 'مدينة', 'مَدِينَة في الليل'],
  ])('finds %s', async (_what, query, prompt) => {
    await use(prompt);
    await use('a car on a bridge, 一辆车');
    expect(await search(query)).toEqual([prompt]);
  });

  it('is searched for every word, even a short one beside a long one', async () => {
    await use('一只狐狸在雪地里奔跑');
    await use('一辆汽车在雪地上行驶');
    expect(await search('狐狸 在雪地')).toEqual(['一只狐狸在雪地里奔跑']);
    expect(await search('在雪地')).toHaveLength(2);
    expect(await search('狐 车')).toEqual([]);
  });

  it('is searched for two letters beyond thousands of newer prompts', async () => {
    await use('一只狐狸');
    // Without a profile, the bench would read a snapshot of thousands of tasks for each batch.
    const { activeProfileId: profileId } = (await bench.must('studio.snapshot', {})).status;
    for (let n = 0; n < 210; n += 1) {
      await bench.must('tasks.submitBatch', {
        profileId,
        actionId: newActionId(),
        items: Array.from({ length: 20 }, (_, k) => ({ request: { ...fox, prompt: `a tram ${n} ${k}` }, count: 1 })),
        sendAnyway: true,
      });
    }
    expect(await search('狐狸')).toEqual(['一只狐狸']);
  });

  it.each(['NEAR(', '^abc', 'text:abc', '"abc" OR "a b"*'])('is not confused by %j', async (query) => {
    await use('a fox');
    expect(await search(query)).toEqual([]);
  });

  it.each(['"', '*', 'a AND', "';--"])('ignores what has no letter, as the library does: %j', async (query) => {
    await use('a fox');
    expect(await search(query)).toEqual(['a fox']);
  });

  it('is searched in the language of the library: model, dates, phrases, OR and minus', async () => {
    await use('a red fox');
    await use('a fox, red', 'seedance-2.0-text-to-video');
    await use('紅狐');
    expect(await search('"red fox"')).toEqual(['a red fox']);
    expect(await search('model:"seedance-2.0-text"')).toEqual(['a fox, red']);
    expect(await search('-model:"seedance-2.0-text" (fox OR 红狐)')).toEqual(['紅狐', 'a red fox']);
    expect(await search('before:1990')).toEqual([]);
  });

  it('forgets a prompt on request without changing its tasks, and gets it back by an undo or a new use', async () => {
    await use('a fox');
    await use('an owl');
    const tasks = (await bench.must('studio.snapshot', {})).tasks.length;
    const id = await idOf('a fox');
    await bench.must('prompts.hide', { id });
    expect([await search(), await search('fox')]).toEqual([['an owl'], []]);
    expect((await bench.must('studio.snapshot', {})).tasks.length).toBe(tasks);
    await bench.must('prompts.unhide', { id });
    expect([await search(), await search('fox')]).toEqual([['an owl', 'a fox'], ['a fox']]);
    await bench.must('prompts.hide', { id });
    await use('a fox');
    expect([await search(), await search('fox')]).toEqual([['a fox', 'an owl'], ['a fox']]);
    expect(await bench.call('prompts.hide', { id: 999 })).toMatchObject({ ok: false, error: { kind: 'unknown-item' } });
  });
});

it('contains the prompts of tasks made before the history existed', () => {
  const raw = new BetterSqlite(':memory:');
  migrate(raw, [first], () => {});
  raw.exec(`INSERT INTO profile (id, kind, name, apiBaseUrl, filesBaseUrl, createdAtMs) VALUES (1, 'evolink', 'x', 'a', 'f', 1)`);
  const add =
    raw.prepare(`INSERT INTO task (profileId, state, live, simulated, dismissed, model, request, createdAtMs, changedAtMs, held, refusals,
    mayBeAccepted, overdue, failedLooks) VALUES (1, 'draft', 0, 0, 0, ?, ?, ?, 1, 0, 0, 0, 0, 0)`);
  for (const [at, [model, prompt]] of [
    ['m1', 'an owl'],
    ['m1', 'a fox'],
    ['m2', ''],
    ['m2', ' an owl '],
  ].entries())
    add.run(model, JSON.stringify({ ...fox, prompt }), at);
  migrate(raw, migrations, () => {});
  const table = createPromptTable(createDatabase(raw, { onSlowStatement: () => {}, onDamage: () => {} }));
  expect(table.newest(9).map(({ text, useCount, model, usedAtMs }) => [text, useCount, model, usedAtMs])).toEqual([
    ['an owl', 2, 'm2', 3],
    ['a fox', 1, 'm1', 1],
  ]);
  const tokenizer = createTokenizer((character) => character);
  table.tokenizeBatch(9, tokenizer);
  expect(table.search({ kind: 'words', text: 'fox', isPhrase: false }, tokenizer, 9).length).toBe(1);
  raw.close();
});

describe('templates', () => {
  const save = (name: string, text = '{a}', id: number | null = null) => bench.must('templates.save', { id, name, text });
  const names = async (): Promise<string[]> => (await bench.must('templates.list', {})).templates.map(({ name }) => name);
  const saveTemplate = async (name: string, text?: string): Promise<number> => {
    const result = await save(name, text);
    if (result.outcome !== 'saved') throw new Error(result.outcome);
    return result.id;
  };

  it('have unique names, ignoring case and spaces', async () => {
    await saveTemplate('Walk');
    await saveTemplate('arrival');
    expect(await save(' WALK ')).toEqual({ outcome: 'name-taken' });
    expect(await names()).toEqual(['arrival', 'Walk']);
  });

  it('can be edited, renamed, removed and restored', async () => {
    const id = await saveTemplate('Walk');
    await save('Stroll', '{b} strolls', id);
    expect((await bench.must('templates.list', {})).templates).toMatchObject([{ id, name: 'Stroll', text: '{b} strolls' }]);
    await bench.must('templates.remove', { id });
    expect(await names()).toEqual([]);
    expect(await bench.must('templates.restore', { id })).toEqual({ restored: true });
    expect(await names()).toEqual(['Stroll']);
  });

  it('are not restored if another one has the name', async () => {
    const id = await saveTemplate('Walk');
    await bench.must('templates.remove', { id });
    await saveTemplate('Walk');
    expect(await bench.must('templates.restore', { id })).toEqual({ restored: false });
  });

  it('cannot be changed after they were removed', async () => {
    const id = await saveTemplate('Walk');
    await bench.must('templates.remove', { id });
    expect(await bench.call('templates.save', { id, name: 'Walk', text: 'x' })).toMatchObject({ ok: false, error: { what: 'template' } });
    expect(await bench.call('templates.remove', { id })).toMatchObject({ ok: false });
  });

  it('remember the last values of their variables', async () => {
    await bench.must('templates.saveValues', { values: [{ name: 'place', value: 'forest' }] });
    await bench.must('templates.saveValues', {
      values: [
        { name: 'place', value: 'snow' },
        { name: 'camera', value: '' },
      ],
    });
    expect((await bench.must('templates.list', {})).values).toEqual([
      { name: 'camera', value: '' },
      { name: 'place', value: 'snow' },
    ]);
  });
});

describe('estimates', () => {
  const { model, durationSeconds, quality, generateAudio } = fox;
  const key = { model, durationSeconds, quality, generateAudio };

  it('come from finished tasks, for many requests at once, and are marked as simulated', async () => {
    expect(await bench.must('tasks.estimate', { keys: [key] })).toEqual({
      simulated: false,
      estimates: [{ credits: null, seconds: null, samples: 0, basis: 'none' }],
    });
    const [id = 0] = await bench.submit();
    bench.api.finish(bench.api.lastTaskId());
    await bench.must('tasks.pollNow', { id });
    await bench.clock.settle();
    const { estimates } = await bench.must('tasks.estimate', { keys: [key, { ...key, model: 'veo3' }, key] });
    expect(estimates.map(({ basis }) => basis)).toEqual(['same', 'none', 'same']);
  });
});
