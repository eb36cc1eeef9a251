// Classifies the failures of the decoding page.
import { expect, test } from 'vitest';
import { ClipFailure, type ClipFailureReason } from '../../../../electron/shell/clip-page/clip-messages.ts';
import { createPictureDecoder } from '../../../../electron/shell/clip-page/picture-decoder.ts';

const { signal } = new AbortController();
const source = { size: 5, read: async () => new Uint8Array(5) };
const decodedAfter = (reason: ClipFailureReason) =>
  createPictureDecoder(() => ({
    read: async () => {
      throw new ClipFailure(reason, 'why');
    },
  })).decode(source, 'image/png', null, signal);

test.each([
  ['unreadable', 'undecodable'],
  ['undecodable', 'unsupported'],
  ['too-much', 'too-much'],
  ['crashed', 'too-much'],
  ['timed-out', 'too-much'],
  ['not-started', 'unavailable'],
] as const)('%s is reported as %s', async (reason, kind) => {
  expect(await decodedAfter(reason)).toEqual({ kind, detail: 'why' });
});

test('a failure that makes no sense for a picture is a bug', async () => {
  await expect(decodedAfter('internal')).rejects.toThrow('why');
  await expect(decodedAfter('no-video')).rejects.toThrow('why');
  expect(await decodedAfter('stopped')).toEqual({ kind: 'stopped' });
});
