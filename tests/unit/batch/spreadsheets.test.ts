// What spreadsheets and input methods do to a batch file, and paths as users copy them.
import { describe, expect, test } from 'vitest';
import { type CsvText, csvTextOf } from '../../../renderer/src/views/batch/decode-csv.ts';
import { type ParsedRow, parseRow, readCsv } from '../../../shared/batch/index.ts';

const rowsOf = (text: string, model = 'seedance-1.5-pro'): readonly ParsedRow[] => {
  const reading = readCsv(text);
  if (reading.kind !== 'rows') throw new Error(JSON.stringify(reading.problems));
  return reading.rows.map((row) => parseRow(row, model));
};
const overridesOf = (column: string, cell: string) => {
  const [row] = rowsOf(`prompt;${column}\na fox;"${cell.replaceAll('"', '""')}"\n`);
  return row?.problems.length === 0 ? row.overrides : row?.problems;
};

describe('a ratio that a spreadsheet turned into a time of day', () => {
  test.each([
    ['16:09', '16:9'],
    ['16:09:00', '16:9'],
    ['04:09:00 PM', '16:9'],
    ['4:09 PM', '16:9'],
    ['4:09:00 p. m.', '16:9'],
    ['下午4:09:00', '16:9'],
    ['下午 04:09', '16:9'],
    ['09:09 PM', '21:9'],
    ['04:03:00 AM', '4:3'],
    ['3:04 a.m.', '3:4'],
    ['上午9:16', '9:16'],
    ['1:01:00 AM', '1:1'],
  ])('%s is read as %s', (cell, ratio) => {
    expect(overridesOf('aspect_ratio', cell)).toMatchObject({ aspectRatio: ratio });
  });

  test.each(['16：9', '１６：９', '１６:９', '16 : 9'])('%s, as an input method writes it, is read as 16:9', (cell) => {
    expect(overridesOf('aspect_ratio', cell)).toMatchObject({ aspectRatio: '16:9' });
  });

  test('text that is not a time stays as it was written', () => {
    expect(overridesOf('aspect_ratio', 'adaptive')).toMatchObject({ aspectRatio: 'adaptive' });
    expect(overridesOf('aspect_ratio', '16:09:30')).toMatchObject({ aspectRatio: '16:09:30' });
    expect(overridesOf('aspect_ratio', '13:05 PM')).toMatchObject({ aspectRatio: '13:05 PM' });
  });
});

describe('true and false in the language of the spreadsheet', () => {
  test.each([
    ['WAHR', true],
    ['FALSCH', false],
    ['VRAI', true],
    ['FAUX', false],
    ['VERDADERO', true],
    ['FALSO', false],
    ['VERO', true],
    ['VERDADEIRO', true],
    ['ИСТИНА', true],
    ['ЛОЖЬ', false],
    ['DOĞRU', true],
    ['YANLIŞ', false],
    ['真', true],
    ['假', false],
    ['１', true],
    ['ＴＲＵＥ', true],
  ])('%s is read as %s', (cell, on) => {
    expect(overridesOf('generate_audio', cell)).toMatchObject({ generateAudio: on });
  });
});

describe('characters that an input method or a web page leaves in a file', () => {
  test('full-width digits are read as digits', () => {
    expect(overridesOf('duration', '５')).toMatchObject({ durationSeconds: 5 });
    expect(overridesOf('duration', '５ 秒')).toMatchObject({ durationSeconds: 5 });
    expect(rowsOf('prompt,count\na fox,３\n')[0]?.count).toBe(3);
  });

  test('invisible characters around a heading and a value are removed', () => {
    const [row] = rowsOf('\u200bprompt,dura\u200btion\u00a0,aspect_ratio\na fox,\u200b5\u2060,\u200e16:9\n');
    expect([row?.overrides, row?.problems]).toEqual([{ prompt: 'a fox', durationSeconds: 5, aspectRatio: '16:9' }, []]);
  });

  test('full-width headings are recognised', () => {
    expect(rowsOf('ｐｒｏｍｐｔ,ｄｕｒａｔｉｏｎ\na fox,5\n')[0]?.overrides).toEqual({ prompt: 'a fox', durationSeconds: 5 });
  });

  test('a prompt stays as it was written', () => {
    expect(rowsOf('prompt\n"１只狐狸：慢"\n')[0]?.overrides).toEqual({ prompt: '１只狐狸：慢' });
  });
});

describe('the line that declares the separator', () => {
  test.each(['sep=;', '"sep=;"', '"sep=;";', 'sep=;;;', 'SEP=;'])('may be written %s', (line) => {
    expect(rowsOf(`${line}\nprompt;duration\na fox, in snow;5\n`).map(({ lineNumber, overrides }) => [lineNumber, overrides])).toEqual([
      [3, { prompt: 'a fox, in snow', durationSeconds: 5 }],
    ]);
  });
});

describe('a cell with a spreadsheet error', () => {
  test.each(['#NAME?', '#N/A', '#REF!', '#DIV/0!', '#VALUE!', '#NOM?', '#WERT!', '#NV', '#ИМЯ?', '#SPILL!', 'Err:502'])(
    '%s is rejected as a prompt',
    (cell) => {
      expect(rowsOf(`prompt\n"${cell}"\na fox\n`).map(({ overrides, problems }) => [overrides, problems])).toEqual([
        [{}, [{ kind: 'formula-error', column: 'prompt', found: cell }]],
        [{ prompt: 'a fox' }, []],
      ]);
    },
  );

  test.each([
    ['Spanish', '#¿NOMBRE?'],
    ['Spanish', '#¡VALOR!'],
    ['Spanish', '#¡REF!'],
    ['Russian', '#Н/Д'],
    ['Turkish', '#YOK'],
    ['Danish', '#I/T'],
    ['Swedish', '#Saknas!'],
    ['Hungarian', '#HIÁNYZIK'],
    ['Czech', '#NENÍ_K_DISPOZICI'],
    ['Chinese', '错误:508'],
    ['Chinese', '错误：508'],
    ['French', 'Err :508'],
    ['German', 'Fehler:508'],
    ['Russian', 'Ошибка:508'],
  ])('is rejected as a prompt in %s: %s', (_language, cell) => {
    expect(rowsOf(`prompt\n"${cell}"\n`)[0]).toMatchObject({ overrides: {}, problems: [{ kind: 'formula-error', column: 'prompt' }] });
  });

  test.each(['#1 of a series', '#1 fan', '#1!', '#NAME? is what it said', '#sunset', '#', '错误', 'Fehler: 508 Hasen'])(
    '%s is accepted as a prompt',
    (cell) => {
      expect(rowsOf(`prompt\n"${cell}"\n`)[0]?.overrides).toEqual({ prompt: cell });
    },
  );
});

describe('paths as users copy them', () => {
  const placesIn = (cell: string) => {
    const [row] = rowsOf(`image_urls\n"${cell.replaceAll('"', '""')}"\n`);
    return row?.problems.length === 0 ? row.files.map(({ location }) => location) : row?.problems;
  };

  test.each([
    ['Windows, "Copy as path"', '"C:\\Users\\me\\a fox.png"', ['C:\\Users\\me\\a fox.png']],
    ['Windows, properties of a file, which begin with an invisible mark', '\u202aC:\\Users\\me\\a fox.png', ['C:\\Users\\me\\a fox.png']],
    ['several at once', '"C:\\a b.png" "C:\\c d.png"', ['C:\\a b.png', 'C:\\c d.png']],
    ['separated by |', '"C:\\a b.png" | /c.png', ['C:\\a b.png', '/c.png']],
    ['a browser', 'file:///Users/me/a%20fox.png', ['/Users/me/a fox.png']],
    ['a browser on Windows', 'file:///C:/Users/me/%E7%8B%90%E7%8B%B8.png', ['C:/Users/me/狐狸.png']],
    ['a file URL', 'file://localhost/home/me/a.png', ['/home/me/a.png']],
    ['a shell', "'/home/me/a fox.png'", ['/home/me/a fox.png']],
    ['a terminal a file was dropped on', '/Users/me/a\\ fox\\ \\(1\\).png', ['/Users/me/a fox (1).png']],
    ['a shell, from the home folder', '~/Pictures/fox.png', ['~/Pictures/fox.png']],
    ['a word processor', '“/home/me/a fox.png”', ['/home/me/a fox.png']],
    [
      'mixed with a URL',
      'https://a.example/1.png "/home/me/a fox.png" ~/b.png',
      ['https://a.example/1.png', '/home/me/a fox.png', '~/b.png'],
    ],
    ['with an apostrophe in the name', "/home/me/it's.png", ["/home/me/it's.png"]],
    ['Windows, from the home folder, with both slashes', '~/Pictures\\fox.png', ['~/Pictures\\fox.png']],
    ['a terminal, with a shell metacharacter', '/home/me/a\\&b\\;c\\[1\\]\\$\\!.png', ['/home/me/a&b;c[1]$!.png']],
    ['Java, with one slash', 'file:/home/me/a%20fox.png', ['/home/me/a fox.png']],
    ['a shell, with an apostrophe', "'/home/me/it'\\''s.png' '/b.png'", ["/home/me/it's.png", '/b.png']],
    ['a shell, with an apostrophe before a space', "'/home/me/cats'\\'' fox.png'", ["/home/me/cats' fox.png"]],
    ['Python, with an apostrophe', `'/home/me/cats'"'"' fox.png'`, ["/home/me/cats' fox.png"]],
    ['a list with commas', '"/a.png","/b.png"', ['/a.png', '/b.png']],
    ['a list with semicolons', '"/a b.png"; "/c.png" ; "/d.png"', ['/a b.png', '/c.png', '/d.png']],
    ['a list in Chinese', '“/a.png”，“/b.png”、“/c.png”', ['/a.png', '/b.png', '/c.png']],
    ['in quotes, with a comma in the name', '"/a, b.png"', ['/a, b.png']],
    ['in quotes, as it stands', "'/home/me/a\\ fox.png'", ['/home/me/a\\ fox.png']],
  ])('are read from %s', (_from, cell, expected) => {
    expect(placesIn(cell)).toEqual(expected);
  });

  test.each([
    'file://server/share/a.png',
    'file:////server/share/a.png',
    'file:a.png',
    '"/a.png","b.png"',
    'file:///%5C%5Cserver/share/a.png',
    '"\\\\server\\share\\a.png"',
    'file:///a%2Fb.png',
    'file:///a%00.png',
    'file:///a%E7.png',
    '~other/a.png',
    '"a.png"',
    "''",
  ])('%s is rejected: it is not a file on this computer', (cell) => {
    expect(placesIn(cell)).toMatchObject([{ kind: 'wrong-value', expected: 'files' }]);
  });
});

describe('the bytes of a batch file', () => {
  const bytesOf = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))));
  /** 一只红狐在雪地里奔跑，镜头缓慢推近 in GBK. */
  const gbkPrompt = [
    0xd2, 0xbb, 0xd6, 0xbb, 0xba, 0xec, 0xba, 0xfc, 0xd4, 0xda, 0xd1, 0xa9, 0xb5, 0xd8, 0xc0, 0xef, 0xb1, 0xbc, 0xc5, 0xdc, 0xa3, 0xac,
    0xbe, 0xb5, 0xcd, 0xb7, 0xbb, 0xba, 0xc2, 0xfd, 0xcd, 0xc6, 0xbd, 0xfc,
  ];

  test('are read as UTF-8, with or without a mark', () => {
    const text = 'prompt\n一只狐狸\n';
    expect(csvTextOf(bytesOf(text))).toEqual({ kind: 'text', text, encoding: 'unicode' });
    expect(csvTextOf(bytesOf([0xef, 0xbb, 0xbf], text))).toMatchObject({ kind: 'text', encoding: 'unicode' });
  });

  test('are read as UTF-16 if they have its BOM', () => {
    const utf16 = Buffer.from('prompt\na fox\n', 'utf16le');
    expect(csvTextOf(bytesOf([0xff, 0xfe], [...utf16]))).toMatchObject({ kind: 'text', encoding: 'unicode' });
  });

  test('are read as GBK if they are Chinese text in GBK, which is reported', () => {
    expect(csvTextOf(bytesOf('prompt,duration\r\n', gbkPrompt, ',5\r\n'))).toEqual({
      kind: 'text',
      text: 'prompt,duration\r\n一只红狐在雪地里奔跑，镜头缓慢推近,5\r\n',
      encoding: 'gbk',
    });
  });

  const notText: CsvText = { kind: 'unreadable', as: 'unknown-encoding' };
  test.each([
    ['French in Latin-1', 'latin1', 'prompt\nun été à la mer, élan\n'],
    ['German in Latin-1', 'latin1', 'prompt\nEine Straße in Köln, ÄÖÜ\n'],
  ])('are not mistaken for GBK when they are %s', (_what, encoding, text) => {
    expect(csvTextOf(Buffer.from(text, encoding as BufferEncoding))).toEqual(notText);
  });

  test.each([
    ['Russian in Windows-1251', [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0, 0xfb]],
    // 서울의 밤거리에 비가 내린다
    [
      'Korean in EUC-KR',
      [
        0xbc, 0xad, 0xbf, 0xef, 0xc0, 0xc7, 0x20, 0xb9, 0xe3, 0xb0, 0xc5, 0xb8, 0xae, 0xbf, 0xa1, 0x20, 0xba, 0xf1, 0xb0, 0xa1, 0x20, 0xb3,
        0xbb, 0xb8, 0xb0, 0xb4, 0xd9,
      ],
    ],
    // 一隻狐狸在雪地裡奔跑
    [
      'Chinese in Big5',
      [0xa4, 0x40, 0xb0, 0xa6, 0xaa, 0xb0, 0xaf, 0x57, 0xa6, 0x62, 0xb3, 0xb7, 0xa6, 0x61, 0xb8, 0xcc, 0xa9, 0x62, 0xb6, 0x5d],
    ],
    // 雪の中の狐がゆっくり歩く
    [
      'Japanese in Shift_JIS',
      [
        0x90, 0xe1, 0x82, 0xcc, 0x92, 0x86, 0x82, 0xcc, 0x8c, 0xcf, 0x82, 0xaa, 0x82, 0xe4, 0x82, 0xc1, 0x82, 0xad, 0x82, 0xe8, 0x95, 0xe0,
        0x82, 0xad,
      ],
    ],
  ])('are not mistaken for Chinese in GBK when they are %s', (_what, bytes) => {
    expect(csvTextOf(bytesOf('prompt\n', bytes, '\n'))).toEqual(notText);
  });

  test.each([
    // 서울의 밤거리
    ['a few words of Korean in EUC-KR', [0xbc, 0xad, 0xbf, 0xef, 0xc0, 0xc7, 0x20, 0xb9, 0xe3, 0xb0, 0xc5, 0xb8, 0xae]],
    // “서울”
    ['a Korean word in quotes in EUC-KR', [0xa1, 0xb0, 0xbc, 0xad, 0xbf, 0xef, 0xa1, 0xb1]],
    // ЛИСА
    ['a Russian word in capitals in Windows-1251', [0xcb, 0xc8, 0xd1, 0xc0]],
    // СЁЛА
    ['a Russian word with Ё in Windows-1251', [0xd1, 0xa8, 0xcb, 0xc0]],
    // Он
    ['a Russian word of two letters in Windows-1251', [0xce, 0xed]],
    // лиса in KOI8-R
    ['a Russian word in KOI8-R', [0xcc, 0xc9, 0xd3, 0xc1]],
    // ΝΗΣΙ
    ['a Greek word in capitals in Windows-1253', [0xcd, 0xc7, 0xd3, 0xc9]],
    // ЛИСА НОЧЬ ЗИМА РЕКА: enough pairs
    [
      'Russian words in capitals in Windows-1251',
      [0xcb, 0xc8, 0xd1, 0xc0, 0x20, 0xcd, 0xce, 0xd7, 0xdc, 0x20, 0xc7, 0xc8, 0xcc, 0xc0, 0x20, 0xd0, 0xc5, 0xca, 0xc0],
    ],
  ])('are not mistaken for Chinese in GBK when they are %s', (_what, bytes) => {
    expect(csvTextOf(bytesOf('prompt\n', bytes, '\n'))).toEqual(notText);
  });

  test.each([
    ['红狐在雪地里', [0xba, 0xec, 0xba, 0xfc, 0xd4, 0xda, 0xd1, 0xa9, 0xb5, 0xd8, 0xc0, 0xef]],
    ['红狐，奔跑', [0xba, 0xec, 0xba, 0xfc, 0xa3, 0xac, 0xb1, 0xbc, 0xc5, 0xdc]],
  ])('are read as GBK if a few characters identify it: %s', (text, bytes) => {
    expect(csvTextOf(bytesOf('prompt\n', bytes, '\n'))).toEqual({ kind: 'text', text: `prompt\n${text}\n`, encoding: 'gbk' });
  });

  test('are recognised as a spreadsheet file, whatever its name', () => {
    expect(csvTextOf(bytesOf('PK\u0003\u0004', [0x14, 0, 6, 0, 8, 0]))).toEqual({ kind: 'unreadable', as: 'spreadsheet' });
    expect(csvTextOf(bytesOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]))).toEqual({ kind: 'unreadable', as: 'spreadsheet' });
  });

  test('are not text if they contain zero bytes', () => {
    expect(csvTextOf(bytesOf('prompt\n', [0, 1, 2]))).toEqual(notText);
  });
});
