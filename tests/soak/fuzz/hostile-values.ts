// Hostile texts, and file headers that lie about the file.
import { models } from '../../../shared/models/index.ts';
import type { Recipe } from './recipe.ts';

export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202egnp.exe',
  '../../etc/passwd',
  '..\\..\\windows\\system32\\config\\sam',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '\\\\203.0.113.7\\share\\a.png',
  '//203.0.113.7/share/a.png',
  '\\\\?\\C:\\a.png',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '"',
  '" OR 1=1 --',
  "'; DROP TABLE task; --",
  'a* NEAR(b c, 2)',
  'text : {a b}',
  '%_\\%',
  '^"x" + y - z',
  '{a}{a}{a}{b={c}}{d|e|f}',
  '{'.repeat(300),
  '%s%n%x',
  '=HYPERLINK("http://203.0.113.7")',
  '<img src=x onerror=alert(1)>',
  '\r\nX-Injected: 1',
  'CON',
  'NaN',
  '-0',
  '1e309',
  '💥'.repeat(20),
  'ﷺ',
  'sk-\r\nHost: example',
];

export const hugeTexts: readonly Recipe[] = [
  { kind: 'text', unit: 'x', times: 100_001 },
  { kind: 'text', unit: '💥', times: 600_000 },
  { kind: 'text', unit: 'long ', times: 500_000 },
  { kind: 'text', unit: '{a}', times: 30_000 },
];

export const modelIds: readonly string[] = models.map(({ id }) => id);

const latin1Bytes = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const be32 = (value: number): number[] => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const le16 = (value: number): number[] => [value & 255, value >> 8];
const le32 = (value: number): number[] => be32(value).reverse();

/** A PNG that announces 20,000 × 20,000 pixels and contains no data. */
const hugePng = [
  0x89,
  ...latin1Bytes('PNG\r\n\x1a\n'),
  ...be32(13),
  ...latin1Bytes('IHDR'),
  ...be32(20_000),
  ...be32(20_000),
  8,
  6,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
];
/** A TIFF directory that names itself as the next directory. */
const loopingTiff = [...latin1Bytes('II*\0'), ...le32(8), ...le16(1), ...le16(256), ...le16(4), ...le32(1), ...le32(20_000), ...le32(8)];
/** A TIFF directory that announces 65,535 entries and has none. */
const emptyTiff = [...latin1Bytes('MM\0*'), ...be32(8), 0xff, 0xff];
/** MP4 boxes with wrong lengths: one is shorter than its own header, one has no length. */
const badMp4 = [
  ...be32(20),
  ...latin1Bytes('ftypisom'),
  ...be32(0),
  ...latin1Bytes('isom'),
  ...be32(4),
  ...latin1Bytes('moov'),
  ...be32(0),
  ...latin1Bytes('trak'),
];
/** An MP4 box that announces the largest possible length. */
const endlessMp4 = [
  ...be32(20),
  ...latin1Bytes('ftypisom'),
  ...be32(0),
  ...latin1Bytes('isom'),
  ...be32(1),
  ...latin1Bytes('moov'),
  0x7f,
  ...Array(7).fill(255),
];
/** EBML with an element of unknown length inside an element of unknown length. */
const badWebm = [
  0x1a,
  0x45,
  0xdf,
  0xa3,
  0x84,
  0x42,
  0x82,
  0x81,
  0x77,
  0x18,
  0x53,
  0x80,
  0x67,
  0x01,
  ...Array(7).fill(255),
  0x1f,
  0x43,
  0xb6,
];
const badJpeg = [0xff, 0xd8, 0xff, 0xe1, 0, 2, 0xff, 0xc0, 0, 0];
const badGif = [...latin1Bytes('GIF89a'), 255, 255, 255, 255];
const badWebp = [...latin1Bytes('RIFF'), 255, 255, 255, 255, ...latin1Bytes('WEBPVP8X')];
const badWav = [...latin1Bytes('RIFF'), 0, 0, 0, 0, ...latin1Bytes('WAVEfmt '), 255, 255, 255, 255];
const badMp3 = [...latin1Bytes('ID3'), 4, 0, 0, 127, 127, 127, 127, 0xff, 0xfb];

export const fileHeaders: readonly (readonly number[])[] = [
  [],
  hugePng,
  loopingTiff,
  emptyTiff,
  badMp4,
  endlessMp4,
  badWebm,
  badJpeg,
  badGif,
  badWebp,
  badWav,
  badMp3,
  latin1Bytes('BM'),
  latin1Bytes('%PDF-1.7'),
  latin1Bytes('<svg xmlns="http://www.w3.org/2000/svg">'),
  latin1Bytes('PK\x03\x04'),
];
