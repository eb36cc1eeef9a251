// Several users of a computer share a folder. Notes of another user may be unreadable for this user.
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testOwner } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';

const nobody = 65_534;

/** Continues the test as another user, because root can read everything. */
function asAnotherUser(paths: readonly string[]): void {
  if (process.getuid?.() !== 0) return;
  for (const path of paths) chownSync(path, nobody, nobody);
  process.seteuid?.(nobody);
  onTestFinished(() => void process.seteuid?.(0));
}

test.skipIf(process.platform === 'win32')('an unreadable note hides neither its own partial file nor other partial files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const incoming = join(folder, '.incoming');
  mkdirSync(incoming);
  const foreignIds = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb', 'cccccccccccccccc'];
  for (const id of foreignIds) {
    writeFileSync(join(incoming, `${id}-1.part`), Buffer.alloc(1_000));
    writeFileSync(join(incoming, `${id}-1.part.json`), '{}');
  }
  chmodSync(join(incoming, 'bbbbbbbbbbbbbbbb-1.part.json'), 0);
  // The sweep removes this note, which a kill has left.
  const ownNote = join(incoming, `${testOwner.id}-7.part.json`);
  const unknown = { etag: null, lastModified: null, totalBytes: null, published: null };
  writeFileSync(ownNote, JSON.stringify({ url: 'https://a/7.mp4', syncedBytes: 0, bootedAtMs: 0, ...unknown }));
  // The files are old enough to be moved aside.
  const longAgo = Date.now() / 1_000 - 40 * 86_400;
  for (const name of readdirSync(incoming).filter((entry) => entry.startsWith('b'))) utimesSync(join(incoming, name), longAgo, longAgo);
  asAnotherUser([folder, incoming, ownNote]);
  const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
  const statusOf = ({ resultId }: { readonly resultId: number }) => (resultId === 7 ? ('stored' as const) : ('unknown' as const));
  expect(await library.sweepPartialFiles({ folder, owner: testOwner, statusOf })).toEqual({ count: 3, bytes: 3_000 });
  expect(readdirSync(incoming)).not.toContain(`${testOwner.id}-7.part.json`);
});
