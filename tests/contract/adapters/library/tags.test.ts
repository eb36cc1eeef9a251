// Checks tags in real files with other programs: ffprobe and mediabunny read the tags, ffmpeg decodes every frame as before, and no earlier
// content is lost.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { BufferSource, Input, MP4 } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { bytesReader, fileReader } from '../../../../electron/adapters/files/file-io.ts';
import { hashTaggedFile } from '../../../../electron/adapters/hash/tagged-file-hash.ts';
import { planTags, readRecord } from '../../../../electron/adapters/mp4/mp4-tags.ts';
import { undoTags, writeTags } from '../../../../electron/adapters/mp4/tag-writer.ts';
import { box, ftyp, longBox, moov, mp4, uint32s } from '../../../unit/adapters/mp4/mp4-fixture.ts';
import { download, folder, folderAndServerPerTest, serve, video, visibleFiles } from './download-bench.ts';

folderAndServerPerTest();

const prompt = 'A fox — 狐狸 in the snow\nsecond line "quoted" 🦊';
const record = JSON.stringify({ version: 1, prompt });
const tags = { title: 'A fox', prompt, record };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const encode = (name: string, ...options: readonly string[]): string => {
  const file = join(folder, name);
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=192x108:rate=24:duration=1'];
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=1'];
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...picture,
    ...sound,
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-shortest',
    ...options,
    file,
  ]);
  return file;
};
const probe = (file: string): Record<string, string> => {
  const out = execFileSync('ffprobe', ['-v', 'error', '-of', 'json', '-show_format', file], { encoding: 'utf8' });
  return (JSON.parse(out) as { format: { tags?: Record<string, string> } }).format.tags ?? {};
};
/** Returns a hash of each decoded frame. */
const frames = (file: string): string =>
  execFileSync('ffmpeg', ['-v', 'error', '-xerror', '-i', file, '-f', 'framemd5', '-'], { encoding: 'utf8' });

async function tag(file: string) {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    return await writeTags(handle, size, tags, async () => undefined);
  } finally {
    await handle.close();
  }
}

async function hashes(file: string) {
  const handle = await open(file, 'r');
  try {
    return await hashTaggedFile(handle, new AbortController().signal);
  } finally {
    await handle.close();
  }
}

describe('a tagged file', () => {
  it.each<[string, readonly string[]]>([
    ['with its index at the end', []],
    ['with its index in front', ['-movflags', '+faststart']],
    ['with its own metadata', ['-metadata', 'artist=somebody', '-metadata', 'genre=film']],
    ['with metadata under keys', ['-movflags', 'use_metadata_tags', '-metadata', 'AIGC={"Label":1}']],
    ['without any metadata', ['-fflags', '+bitexact', '-map_metadata', '-1']],
    ['in QuickTime format', ['-f', 'mov', '-metadata', 'title=theirs']],
  ])('%s plays as before and contains its prompt', async (name, options) => {
    const file = encode('a.mp4', ...options);
    const received = readFileSync(file);
    const [before, decoded] = [probe(file), frames(file)];
    expect(await hashes(file)).toEqual({ sha256: sha256(received), receivedSha256: null });
    expect((await tag(file)).kind, name).toBe('written');
    const after = probe(file);
    expect(after).toMatchObject(before);
    expect([after.comment, after.description]).toEqual([prompt, prompt]);
    expect(after.title).toBe(before.title ?? tags.title);
    expect(after['evolink-studio'] ?? after['com.evolink.studio']).toBe(record);
    expect(frames(file)).toBe(decoded);
    expect(await hashes(file)).toEqual({ sha256: sha256(readFileSync(file)), receivedSha256: sha256(received) });

    const input = new Input({ source: new BufferSource(readFileSync(file)), formats: [MP4] });
    if (options.includes('mov')) return; // mediabunny reads it as MOV, not MP4
    expect([(await input.getVideoTracks()).length, await input.computeDuration()]).toEqual([1, expect.closeTo(1, 0)]);
    expect((await input.getMetadataTags()).comment ?? prompt).toBe(prompt);

    // The received bytes can be restored exactly.
    const handle = await open(file, 'r+');
    const planning = await planTags(bytesReader(received), tags);
    if (planning.kind === 'planned') await undoTags(handle, { receivedBytes: received.byteLength, moovAt: planning.plan.moovAt });
    await handle.close();
    expect(readFileSync(file).equals(received)).toBe(true);
  });

  it('gets a new record in place of its old one if it is tagged again', async () => {
    const file = encode('a.mp4');
    await tag(file);
    const handle = await open(file, 'r+');
    const { size } = await handle.stat();
    const newTags = { ...tags, record: '{"version":1,"prompt":"other"}' };
    expect((await writeTags(handle, size, newTags, async () => undefined)).kind).toBe('written');
    const reader = fileReader(handle, (await handle.stat()).size);
    expect(await readRecord(reader)).toBe(newTags.record);
    await handle.close();
    expect(probe(file)['evolink-studio']).toBe(newTags.record);
  });
});

describe('tagging', () => {
  const media = box('mdat', Buffer.alloc(1_000, 7));
  const index = moov([{ handler: 'vide', width: 64, height: 64 }]);
  const c2pa = Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex');
  const foreignMetadata = box(
    'udta',
    box('meta', uint32s(0), box('hdlr', uint32s(0, 0), Buffer.from('ID32'), Buffer.alloc(13)), box('ID32')),
  );
  const openEnded = Buffer.concat([uint32s(0), Buffer.from('mdat'), Buffer.alloc(1_000, 7)]);
  const inMoov = (...more: readonly Buffer[]) => box('moov', index.subarray(8), ...more);
  it.each<[string, string, Buffer]>([
    ['in fragments', 'fragmented', Buffer.concat([ftyp, index, box('moof'), media])],
    ['that announces fragments', 'fragmented', Buffer.concat([ftyp, inMoov(box('mvex')), media])],
    ['whose media reach to the end', 'open-ended', Buffer.concat([ftyp, index, openEnded])],
    ['with content credentials', 'signed', Buffer.concat([ftyp, box('uuid', c2pa, Buffer.alloc(100)), index, media])],
    ['with two indexes', 'unusual', Buffer.concat([ftyp, index, index, media])],
    ['with padding at its end', 'unusual', Buffer.concat([ftyp, index, media, Buffer.alloc(4)])],
    ['with metadata of another kind', 'foreign-metadata', Buffer.concat([ftyp, inMoov(foreignMetadata), media])],
    ['with damaged user data', 'foreign-metadata', Buffer.concat([ftyp, inMoov(box('udta', uint32s(9_999, 1))), media])],
  ])('does not change a file %s', async (_name, reason, bytes) => {
    const file = join(folder, 'a.mp4');
    writeFileSync(file, bytes);
    expect(await tag(file)).toEqual({ kind: 'untagged', reason });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('accepts 64-bit boxes', async () => {
    const file = join(folder, 'a.mp4');
    writeFileSync(file, Buffer.concat([ftyp, longBox('mdat', Buffer.alloc(1_000, 7)), longBox('moov', index.subarray(8))]));
    expect((await tag(file)).kind).toBe('written');
  });

  it('is not misled by wrong sizes', async () => {
    const whole = mp4(1_000);
    for (let at = 0; at < 400; at += 1) {
      for (const value of [0, 0x7f, 0xff]) {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        const planned = await planTags(bytesReader(bytes), tags);
        if (planned.kind === 'planned') expect(planned.plan.bytes).toBeLessThan(whole.byteLength + 10_000);
        await readRecord(bytesReader(bytes));
      }
    }
  });
});

describe('a download with tags', () => {
  it('returns the hash of the received bytes and the hash of the stored bytes', async () => {
    for (const options of [[], ['-movflags', '+faststart']] as const) {
      const received = readFileSync(encode('.source.mp4', ...options));
      await serve(() => ({ bytes: received }));
      let taggedSha256 = '';
      const tagsFor = (of: { sha256: string }) => {
        taggedSha256 = of.sha256;
        return tags;
      };
      const stored = await download({ tagsFor, resultId: options.length + 1, fileName: 'fox' });
      if (!stored.ok) throw new Error(stored.error.kind);
      const onDisk = readFileSync(join(folder, stored.value.path));
      expect([stored.value.receivedSha256, taggedSha256]).toEqual([sha256(received), sha256(received)]);
      expect([stored.value.sha256, stored.value.bytes, stored.value.untagged]).toEqual([sha256(onDisk), onDisk.byteLength, null]);
    }
  });

  it('stores the file untagged, with the reason, if it cannot be tagged', async () => {
    const bytes = Buffer.concat([ftyp, moov([{ handler: 'vide', width: 64, height: 64 }]), box('mdat', Buffer.alloc(500)), box('moof')]);
    await serve(() => ({ bytes }));
    const stored = await download({ tagsFor: () => tags });
    expect(stored.ok && [stored.value.untagged, stored.value.sha256]).toEqual(['fragmented', sha256(bytes)]);
    expect(visibleFiles()).toEqual(['fox.mp4']);
  });

  it('is found again by its name if its row was never written', async () => {
    await serve(() => ({ bytes: video }));
    const first = await download({ tagsFor: () => tags });
    const second = await download({ tagsFor: () => tags });
    expect([second, visibleFiles()]).toEqual([first, ['fox.mp4']]);
  });
});
