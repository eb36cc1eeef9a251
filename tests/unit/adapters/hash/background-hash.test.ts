// The hash of a partial file that another thread computes while the file is written.
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashInBackground } from '../../../../electron/adapters/hash/background-hash.ts';
import { StreamHash } from '../../../../electron/adapters/hash/stream-hash.ts';
import { box, ftyp, moov } from '../mp4/mp4-fixture.ts';

const index = moov([{ handler: 'vide', width: 64, height: 64 }]);
/** More bytes than two of the steps after which the thread is notified. */
const media = box('mdat', Buffer.alloc(5 * 1024 * 1024 + 7, 7));
const file = Buffer.concat([ftyp, index, media]);
const moovAt = ftyp.byteLength;
const appended = Buffer.from('a new index');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'following-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the hash covers the file with its old index voided and a new one appended', async () => {
  const path = join(folder, 'part');
  writeFileSync(path, file.subarray(0, moovAt + 6));
  const hash = hashInBackground(path, moovAt);
  for (let at = moovAt + 6; at < file.byteLength; at += 500_000) {
    appendFileSync(path, file.subarray(at, at + 500_000));
    hash.onWritten(Math.min(file.byteLength, at + 500_000));
  }
  hash.end(file.byteLength);
  hash.update(appended);
  const withFreedMoov = Buffer.concat([file, appended]);
  withFreedMoov.write('free', moovAt + 4, 'latin1');
  expect(await hash.digest()).toBe(createHash('sha256').update(withFreedMoov).digest('hex'));
  hash.stop();
});

test('a file that is unreadable or too short has no hash', async () => {
  const missing = hashInBackground(join(folder, 'missing'), moovAt);
  expect(await missing.digest()).toBeNull();
  writeFileSync(join(folder, 'short'), file.subarray(0, 100));
  const short = hashInBackground(join(folder, 'short'), moovAt);
  short.end(file.byteLength);
  expect(await short.digest()).toBeNull();
});

test('hashing is handed to the thread only if the index is at the beginning of the file, and only once', () => {
  const early = new StreamHash(true);
  expect(early.handOver()).toBeNull();
  early.update(file);
  expect(early.handOver()).toBe(moovAt);
  expect(early.handOver()).toBeNull();
  expect(early.taggedHash()).toBeNull();
  const late = new StreamHash(true);
  late.update(Buffer.concat([ftyp, media, index]));
  expect(late.handOver()).toBeNull();
  expect(late.taggedHash()?.moovAt).toBe(ftyp.byteLength + media.byteLength);
});
