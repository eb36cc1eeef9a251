// Batch files as people have them: saved by a Chinese spreadsheet, with cells that a spreadsheet changed, with paths as they were copied, and a
// workbook under the name of a CSV file. In both languages.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Text, text } from '../../shared/text/index.ts';
import { call } from './support/bridge.ts';
import { picture } from './support/dialog-answers.ts';
import { lookAt } from './support/look-at-view.ts';
import { writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

const languages = ['en', 'zh'] as const;

const { home, studio } = studioPerFile({ choosesSimulator: true });

test.beforeAll(async () => {
  await writePrompt(studio.page, 'a fox in the snow');
});

const stage = (page: Page, words: Text) => page.getByRole('region', { name: words.batch.title });

/** Opens the batch stage for a file, in this language. */
async function openFor(page: Page, language: (typeof languages)[number]): Promise<Text> {
  const words = text(language);
  await call(page, 'settings.change', { language });
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+b');
  await stage(page, words).getByRole('radio', { name: words.batch.ways.csv }).click();
  return words;
}

async function take(page: Page, name: string, bytes: Uint8Array | string): Promise<void> {
  const file = join(home.folder, name);
  writeFileSync(file, bytes);
  await page.locator('input[type="file"]').setInputFiles(file);
}

for (const language of languages) {
  test(`in ${language}: what a spreadsheet changed is read as it was meant or said, line by line`, async () => {
    const { page } = studio;
    const words = await openFor(page, language);
    const pictures = join(home.folder, 'Pictures');
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, 'a fox.png'), picture(1, 1280, 720));
    await take(
      page,
      'spreadsheet.csv',
      [
        '"sep=;";;;;',
        'prompt;aspect_ratio;duration;generate_audio;first_frame',
        'a kite;04:09:00 PM;5;WAHR;',
        '一只狐狸;１６：９;５;假;',
        '#NAME?;16:9;5;;',
        `a door;16:9;5;;'${join(pictures, 'a fox.png')}'`,
        'a lamp;16:9;5;;~/Pictures/a fox.png',
      ].join('\r\n'),
    );
    const rows = stage(page, words).getByRole('row');
    await expect(rows).toHaveCount(1 + 5);
    const why = words.batch.lineProblem({ kind: 'formula-error', column: 'prompt', found: '#NAME?' }, words.errorText);
    await expect(stage(page, words).getByText(words.batch.line(5, why))).toBeVisible();
    await expect(rows.filter({ hasText: words.batch.states.ready })).toHaveCount(4);
    await lookAt(page, `batch-spreadsheet-${language}`, ['light']);
  });

  test(`in ${language}: a file in GBK is read, and said to be`, async () => {
    const { page } = studio;
    const words = await openFor(page, language);
    // 雪地里的狐狸，镜头缓慢推近
    const prompt = 'd1a9b5d8c0efb5c4bafcc0eaa3acbeb5cdb7bbbac2fdcdc6bdfc';
    await take(page, 'foxes.csv', Buffer.concat([Buffer.from('prompt,duration\r\n'), Buffer.from(prompt, 'hex'), Buffer.from(',5\r\n')]));
    await expect(stage(page, words).getByText(words.batch.readAsGbk)).toBeVisible();
    await expect(stage(page, words).getByRole('row').filter({ hasText: '雪地里的狐狸，镜头缓慢推近' })).toHaveCount(1);
    await lookAt(page, `batch-gbk-${language}`, ['light']);
  });

  test(`in ${language}: a workbook and an unknown encoding are named as what they are`, async () => {
    const { page } = studio;
    const words = await openFor(page, language);
    await take(page, 'latin.csv', Buffer.from('prompt\nun \xe9t\xe9 \xe0 la mer\n', 'latin1'));
    await expect(stage(page, words).getByText(words.batch.fileTrouble['unknown-encoding']('latin.csv'))).toBeVisible();
    await lookAt(page, `batch-encoding-${language}`, ['light']);
    await take(page, 'workbook.csv', Buffer.from('PK\u0003\u0004 and more'));
    await expect(stage(page, words).getByText(words.batch.fileTrouble.spreadsheet('workbook.csv'))).toBeVisible();
    await lookAt(page, `batch-workbook-${language}`, ['light']);
  });
}
