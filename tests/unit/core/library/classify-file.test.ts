// Which result a video in the folder is the file of.
import { expect, test } from 'vitest';
import { classifyFile } from '../../../../electron/core/library/rebuild/classify-file.ts';

const video = { sha256: 'abc', modifiedCopyOf: null };
const neverStored = { sha256: null, modifiedCopyOf: null };
const copy = { sha256: 'def', modifiedCopyOf: 1 };

test('a file whose record nobody knows is a new video', () => {
  expect(classifyFile([], 'abc', true)).toEqual({ kind: 'new' });
});

test('a file with other bytes than its record says is a changed copy, also where the video is not known', () => {
  expect(classifyFile([], 'abc', false)).toEqual({ kind: 'modified-copy', of: null });
  expect(classifyFile([video], 'other', false)).toEqual({ kind: 'modified-copy', of: video });
});

test('the very bytes of a result are its file, be it the video or a copy of it', () => {
  expect(classifyFile([copy, video], 'abc', true)).toEqual({ kind: 'result', row: video });
  expect(classifyFile([copy, video], 'def', false)).toEqual({ kind: 'result', row: copy });
});

test('the bytes received are the first file of a result that was never stored', () => {
  expect(classifyFile([neverStored], 'abc', true)).toEqual({ kind: 'result', row: neverStored });
});

test('a changed copy never becomes the file of a result that was never stored', () => {
  expect(classifyFile([neverStored], 'abc', false)).toEqual({ kind: 'modified-copy', of: neverStored });
});

test('other bytes never take the place of a stored video, even where they are as received', () => {
  expect(classifyFile([video], 'other', true)).toEqual({ kind: 'modified-copy', of: video });
});

test('a copy is no video: beside copies alone, the bytes received are a new video', () => {
  expect(classifyFile([copy], 'abc', true)).toEqual({ kind: 'new' });
});
