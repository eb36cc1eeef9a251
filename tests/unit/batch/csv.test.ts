import { describe, expect, it } from 'vitest';
import { columnOf } from '../../../shared/batch/csv-columns.ts';
import { csvTemplate, type ParsedRow, parseRow, readCsv } from '../../../shared/batch/index.ts';
import { text } from '../../../shared/text/index.ts';
import { fc } from '../../support/fast-check.ts';

const rowsOf = (text: string, model = 'seedance-1.5-pro'): readonly ParsedRow[] => {
  const reading = readCsv(text);
  if (reading.kind !== 'rows') throw new Error(JSON.stringify(reading.problems));
  return reading.rows.map((row) => parseRow(row, model));
};
const problemsOf = (text: string) => {
  const reading = readCsv(text);
  return reading.kind === 'unusable' ? reading.problems : [];
};

describe('a batch file', () => {
  it('is read with its line numbers, counting line breaks inside quotes', () => {
    const rows = rowsOf('prompt,duration\n"a fox\nin ""snow"", slowly",5\n\na tram,8\n');
    expect(rows.map(({ lineNumber, overrides }) => [lineNumber, overrides])).toEqual([
      [2, { prompt: 'a fox\nin "snow", slowly', durationSeconds: 5 }],
      [5, { prompt: 'a tram', durationSeconds: 8 }],
    ]);
  });

  it('may have a BOM, any case, semicolons, tabs, CRLF, empty lines and a separator line from a spreadsheet', () => {
    for (const text of [
      '\uFEFFPrompt;DURATION\r\na fox, in snow;5\r\n',
      'prompt\tDuration\na fox, in snow\t5',
      '\r\n\r\nprompt;duration\r\r"a fox, in snow";5 s\r;;\r',
      'sep=;\r\nPrompt ; Duration\r\na fox, in snow;5\r\n',
    ]) {
      expect(
        rowsOf(text).map(({ overrides }) => overrides),
        JSON.stringify(text),
      ).toEqual([{ prompt: 'a fox, in snow', durationSeconds: 5 }]);
    }
  });

  it('reports an unknown column with the closest known one, and a duplicate column', () => {
    expect(problemsOf('promt,Duration,colour\na,5,red\n')).toEqual([
      { kind: 'unknown-column', heading: 'promt', at: 1, near: 'prompt' },
      { kind: 'unknown-column', heading: 'colour', at: 3, near: null },
    ]);
    expect(problemsOf('prompt,PROMPT\na,b\n')).toEqual([{ kind: 'column-twice', heading: 'PROMPT' }]);
  });

  it('reports a file without content or rows, and one that has too many rows or is too long', () => {
    expect(problemsOf(' \n\n')).toEqual([{ kind: 'empty' }]);
    expect(problemsOf('prompt,duration\n,\n')).toEqual([{ kind: 'no-rows' }]);
    expect(problemsOf(`prompt\n${'a fox\n'.repeat(1_001)}`)).toEqual([{ kind: 'too-many', max: 1_000 }]);
    expect(problemsOf('a'.repeat(8_000_001))).toMatchObject([{ kind: 'too-long' }]);
  });

  it('reports what a cell contains and what is valid, and rejects only its line', () => {
    const [bad, good] = rowsOf('prompt,duration,generate_audio,count,seed\na fox,long,perhaps,21,x\na tram,5,TRUE,3,\n', 'happyhorse');
    expect(bad?.problems).toEqual([
      { kind: 'wrong-value', column: 'duration', found: 'long', expected: 'seconds' },
      { kind: 'wrong-value', column: 'generate_audio', found: 'perhaps', expected: 'on-off' },
      { kind: 'wrong-value', column: 'count', found: '21', expected: 'count' },
      { kind: 'wrong-value', column: 'seed', found: 'x', expected: 'whole-number' },
    ]);
    expect(good).toMatchObject({ problems: [], count: 3, overrides: { prompt: 'a tram', durationSeconds: 5, generateAudio: true } });
  });

  it('reports an unquoted comma or a broken quote in a prompt, and rejects its line', () => {
    expect(rowsOf('prompt,duration\na fox, in snow,5\n')[0]?.problems).toEqual([{ kind: 'too-many-cells', found: 3, columns: 2 }]);
    expect(rowsOf('prompt,duration\n"a fox,5\n')[0]?.problems).toEqual([{ kind: 'broken-quotes' }]);
  });

  it('accepts "-" for a value left to the service, a model by its name, and a ratio that a spreadsheet turned into a time', () => {
    const [row] = rowsOf('model,duration,quality,aspect_ratio,sound\nseedance 1.5 PRO,-,1080P,16:09:00,off\n', 'sora-2');
    expect(row?.overrides).toEqual({
      model: 'seedance-1.5-pro',
      durationSeconds: null,
      quality: '1080p',
      aspectRatio: '16:9',
      generateAudio: false,
    });
  });

  it('reads a model’s own fields by their wire path and type', () => {
    const [row] = rowsOf('model,prompt,negative_prompt\nwan2.6-text-to-video,a fox,blur\n');
    expect(row?.overrides).toEqual({ model: 'wan2.6-text-to-video', prompt: 'a fox', parameters: { negative_prompt: 'blur' } });
  });

  it('accepts files by https URL or absolute path, but no path on another computer', () => {
    const rowWith = (cell: string) => rowsOf(`image_urls\n"${cell}"\n`)[0];
    expect(rowWith('https://a.example/1.png https://a.example/2.png')?.files.map(({ kind, location }) => [kind, location])).toEqual([
      ['address', 'https://a.example/1.png'],
      ['address', 'https://a.example/2.png'],
    ]);
    expect(rowWith('/home/me/My pictures/a.png | C:\\b c.png')?.files.map(({ kind, location }) => [kind, location])).toEqual([
      ['path', '/home/me/My pictures/a.png'],
      ['path', 'C:\\b c.png'],
    ]);
    for (const bad of ['a.png', './a.png', '\\\\server\\share\\a.png', '//server/share/a.png', 'ftp://a/b.png']) {
      expect(rowWith(bad)?.problems, bad).toMatchObject([{ kind: 'wrong-value', expected: 'files' }]);
    }
    expect(rowsOf('first_frame\n/a.png|/b.png\n')[0]?.problems).toMatchObject([{ expected: 'one-file' }]);
  });

  it('never throws, and returns each row that is not empty exactly once, with its line number', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', '""', ',', ';', '\t', '\n', '\r\n', '-', '5', '=1+1', '\uFEFF'));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), (parts) => {
        const reading = readCsv(parts.join(''));
        if (reading.kind === 'rows') for (const row of reading.rows) parseRow(row, 'seedance-1.5-pro');
      }),
    );
    const promptText = fc.string({ unit: fc.constantFrom('a', 'é', '🦊', '"', ',', ';', '\n', ' ') });
    fc.assert(
      fc.property(
        fc.array(promptText, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        (prompts, separator, crlf) => {
          const lines = prompts.map((prompt) => `"${prompt.replaceAll('"', '""')}"${separator}5`);
          const text = [`prompt${separator}duration`, ...lines].join('\n');
          let nextLine = 2;
          const expected = prompts.map((prompt) => {
            const line = nextLine;
            nextLine += 1 + (prompt.match(/\n/g)?.length ?? 0);
            return [line, prompt.trim()];
          });
          const actual = rowsOf(crlf ? text.replaceAll('\n', '\r\n') : text).map((row) => [row.lineNumber, row.overrides.prompt ?? '']);
          expect(actual).toEqual(expected.map(([line, prompt]) => [line, prompt === '-' ? '' : prompt]));
        },
      ),
    );
  });

  it('has a template that is a valid file', () => {
    expect(rowsOf(csvTemplate(text('en').examples.lines)).map(({ problems, count }) => [problems, count])).toEqual([
      [[], 2],
      [[], 1],
    ]);
    expect(columnOf(' Negative Prompt ')).toEqual({ kind: 'parameter', name: 'negative_prompt' });
  });
});
