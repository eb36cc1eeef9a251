// To which result a video file in the folder belongs.
import { expect, test } from 'vitest';
import { classifyFile } from '../../../../electron/core/library/rebuild/classify-file.ts';

const video = { sha256: 'abc', modifiedCopyOf: null };
const neverStored = { sha256: null, modifiedCopyOf: null };
const copy = { sha256: 'def', modifiedCopyOf: 1 };

test('a file with an unknown tag record is a new video', () => {
  expect(classifyFile([], 'abc', true)).toEqual({ kind: 'new' });
});

test('a file whose bytes differ from its tag record is a changed copy, even if the video is unknown', () => {
  expect(classifyFile([], 'abc', false)).toEqual({ kind: 'modified-copy', original: null });
  expect(classifyFile([video], 'other', false)).toEqual({ kind: 'modified-copy', original: video });
});

test('a file with exactly the bytes of a result is the file of that result, both for the original and for a copy', () => {
  expect(classifyFile([copy, video], 'abc', true)).toEqual({ kind: 'result', row: video });
  expect(classifyFile([copy, video], 'def', false)).toEqual({ kind: 'result', row: copy });
});

test('a file with the bytes received becomes the first file of a result that was never stored', () => {
  expect(classifyFile([neverStored], 'abc', true)).toEqual({ kind: 'result', row: neverStored });
});

test('a changed copy never becomes the file of a result that was never stored', () => {
  expect(classifyFile([neverStored], 'abc', false)).toEqual({ kind: 'modified-copy', original: neverStored });
});

test('a file with other bytes never replaces a stored video, even when they match the bytes received', () => {
  expect(classifyFile([video], 'other', true)).toEqual({ kind: 'modified-copy', original: video });
});

test('a copy is not the video: when only copies exist, the bytes received are a new video', () => {
  expect(classifyFile([copy], 'abc', true)).toEqual({ kind: 'new' });
});
