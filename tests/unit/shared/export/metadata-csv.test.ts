// The table of an export: every value is preserved, and no cell is a formula.
import { expect, test } from 'vitest';
import { isSidecarOf, sidecarText, type VideoMetadataRecord } from '../../../../shared/export/metadata.ts';
import { csvHeader, csvRows } from '../../../../shared/export/metadata-csv.ts';

const record: VideoMetadataRecord = {
  file: 'fox.mp4',
  prompt: 'a "fox",\nin the snow',
  model: 'seedance-1.5-pro',
  seed: -42,
  aspectRatio: '16:9',
  quality: null,
  durationSeconds: 5,
  width: 1280,
  height: 720,
  framesPerSecond: 24,
  codec: 'h264',
  hasAudio: true,
  bytes: 1_000,
  sha256: 'ab',
  title: 'Fox',
  rating: 4,
  flag: 'pick',
  isFavourite: true,
  tags: ['snow', 'dawn'],
  notes: '',
  taskId: 'task-1',
  profile: 'Work',
  isSimulated: false,
  createdAt: '2026-03-01T12:00:00.000Z',
  storedAt: null,
  tookSeconds: null,
  creditsUsed: 7.5,
  references: [{ role: 'first-frame', name: 'a.png' }],
  request: { prompt: 'a fox' },
};

test('the header and a row have the same columns, and quotes and line breaks are kept', () => {
  expect(csvHeader()).toMatch(/^\u{feff}file,prompt,model,seed,aspect_ratio,.+,references\r\n$/u);
  expect(csvRows([record])).toBe(
    'fox.mp4,"a ""fox"",\nin the snow",seedance-1.5-pro,-42,16:9,,5,1280,720,24,h264,true,1000,ab,Fox,4,pick,true,snow; dawn,,task-1,Work,false,2026-03-01T12:00:00.000Z,,,7.5,first-frame: a.png\r\n',
  );
  expect(csvRows([])).toBe('');
});

test.each(['=1+1', '+1', '-1+2', '@sum(a1)', '\t=1', '\r=1', '=HYPERLINK("http://x")'])('the prompt %j becomes no formula', (prompt) => {
  const row = csvRows([{ ...record, prompt }]);
  expect(row).toMatch(/^fox\.mp4,"?'/);
});

test('the JSON file of a video is recognised, and other JSON files are not', () => {
  const text = sidecarText(record);
  expect(JSON.parse(text)).toMatchObject({ format: 'evolink-studio-export-1', file: 'fox.mp4', seed: -42, request: { prompt: 'a fox' } });
  expect(isSidecarOf(text, record)).toBe(true);
  expect(isSidecarOf(text, { taskId: 'task-2', sha256: 'cd' })).toBe(false);
  expect(isSidecarOf('{"taskId": "task-1"}', record)).toBe(false);
});
