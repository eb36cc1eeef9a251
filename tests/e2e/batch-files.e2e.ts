// Batch files of real users, in both languages: saved by a Chinese spreadsheet program, with cells that the program changed, with copied
// paths, and a workbook that is named like a CSV file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { type Text, text } from '../../shared/text/index.ts';
import { call } from './support/bridge.ts';
import { checkView } from './support/check-view.ts';
import { greyPng } from './support/plain-pictures.ts';
import { writePrompt } from './support/steps.ts';
import { studioPerFile } from './support/studio-hooks.ts';

const languages = ['en', 'zh'] as const;

const { home, studio } = studioPerFile({ choosesSimulator: true });

test.beforeAll(async () => {
  await writePrompt(studio.page, 'a fox in the snow');
});

const stage = (page: Page, messages: Text) => page.getByRole('region', { name: messages.batch.title });

/** Opens a batch in this language, ready for a CSV file. */
async function openCsvBatch(page: Page, language: (typeof languages)[number]): Promise<Text> {
  const messages = text(language);
  await call(page, 'settings.change', { language });
  await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+b');
  await stage(page, messages).getByRole('radio', { name: messages.batch.modes.csv }).click();
  return messages;
}

async function chooseFile(page: Page, name: string, bytes: Uint8Array | string): Promise<void> {
  const file = join(home.folder, name);
  writeFileSync(file, bytes);
  await page.locator('input[type="file"]').setInputFiles(file);
}

for (const language of languages) {
  test(`in ${language}: cells that a spreadsheet changed are read as intended, and a formula error is reported with its line`, async () => {
    const { page } = studio;
    const messages = await openCsvBatch(page, language);
    const pictures = join(home.folder, 'Pictures');
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, 'a fox.png'), greyPng(1, 1280, 720));
    await chooseFile(
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
    const rows = stage(page, messages).getByRole('row');
    await expect(rows).toHaveCount(1 + 5);
    const problem = messages.batch.lineProblem({ kind: 'formula-error', column: 'prompt', found: '#NAME?' }, messages.errorText);
    await expect(stage(page, messages).getByText(messages.batch.line(5, problem))).toBeVisible();
    await expect(rows.filter({ hasText: messages.batch.states.ready })).toHaveCount(4);
    await checkView(page, `batch-spreadsheet-${language}`, ['light']);
  });

  test(`in ${language}: a file in GBK is read, and the window names its encoding`, async () => {
    const { page } = studio;
    const messages = await openCsvBatch(page, language);
    // 雪地里的狐狸，镜头缓慢推近
    const prompt = 'd1a9b5d8c0efb5c4bafcc0eaa3acbeb5cdb7bbbac2fdcdc6bdfc';
    await chooseFile(
      page,
      'foxes.csv',
      Buffer.concat([Buffer.from('prompt,duration\r\n'), Buffer.from(prompt, 'hex'), Buffer.from(',5\r\n')]),
    );
    await expect(stage(page, messages).getByText(messages.batch.readAsGbk)).toBeVisible();
    await expect(stage(page, messages).getByRole('row').filter({ hasText: '雪地里的狐狸，镜头缓慢推近' })).toHaveCount(1);
    await checkView(page, `batch-gbk-${language}`, ['light']);
  });

  test(`in ${language}: a workbook and a file in an unknown encoding are rejected, each with its own message`, async () => {
    const { page } = studio;
    const messages = await openCsvBatch(page, language);
    await chooseFile(page, 'latin.csv', Buffer.from('prompt\nun \xe9t\xe9 \xe0 la mer\n', 'latin1'));
    await expect(stage(page, messages).getByText(messages.batch.unusableFile['unknown-encoding']('latin.csv'))).toBeVisible();
    await checkView(page, `batch-encoding-${language}`, ['light']);
    await chooseFile(page, 'workbook.csv', Buffer.from('PK\u0003\u0004 and more'));
    await expect(stage(page, messages).getByText(messages.batch.unusableFile.spreadsheet('workbook.csv'))).toBeVisible();
    await checkView(page, `batch-workbook-${language}`, ['light']);
  });
}
