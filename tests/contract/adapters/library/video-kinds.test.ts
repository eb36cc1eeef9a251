// A result that is a video in another format than MP4 is stored with its own extension. A file that is not a complete video is never
// stored.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNodeHttpClient } from '../../../../electron/adapters/http/node-http-client.ts';
import { createVideoLibrary } from '../../../../electron/adapters/library/video-library.ts';
import { testPartialFile } from '../../../support/partial-file-owner.ts';
import { scaledClock } from '../../../support/scaled-clock.ts';
import { download, errorOf, folder, folderAndServerPerTest, kindOf, serve, visibleFiles } from './download-bench.ts';

folderAndServerPerTest();

const directory = mkdtempSync(join(tmpdir(), 'video-kinds-'));
const encoderOptions = {
  webm: ['-c:v', 'libvpx', '-b:v', '200k', '-c:a', 'libvorbis'],
  mkv: ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'],
  ts: ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'],
  mov: ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'],
  '3gp': ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'],
} as const;
type Kind = keyof typeof encoderOptions;
const kinds = Object.keys(encoderOptions) as readonly Kind[];

/** Creates two seconds of a test picture with a tone. Returns the path of the file. */
function encode(kind: Kind): string {
  const file = join(directory, `video.${kind}`);
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=192x108:rate=24:duration=2'];
  const sound = ['-f', 'lavfi', '-i', 'sine=duration=2'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, ...sound, ...encoderOptions[kind], '-pix_fmt', 'yuv420p', file]);
  return file;
}

const videos = new Map<Kind, Buffer>();
const bytesOf = (kind: Kind): Buffer => videos.get(kind) ?? Buffer.alloc(0);

beforeAll(() => {
  for (const kind of kinds) videos.set(kind, readFileSync(encode(kind)));
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const tagsFor = () => ({ title: 'fox', prompt: 'a fox', record: '{}' });

describe.each(kinds)('a result in %s', (kind) => {
  it('is stored under its own extension, with its metadata', async () => {
    await serve(() => ({ bytes: bytesOf(kind) }));
    const stored = await download();
    expect(stored).toMatchObject({
      ok: true,
      value: { path: `fox.${kind}`, width: 192, height: 108, framesPerSecond: 24, hasAudio: true, codec: kind === 'webm' ? 'vp8' : 'h264' },
    });
    expect(stored.ok ? stored.value.durationSeconds : null).toBeCloseTo(2, 0);
    expect(readFileSync(join(folder, `fox.${kind}`)).equals(bytesOf(kind))).toBe(true);
  });

  it('gets its codec on request if an earlier version did not store the codec', async () => {
    await serve(() => ({ bytes: bytesOf(kind) }));
    await download();
    const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
    expect((await library.readVideo(folder, `fox.${kind}`))?.metadata.codec).toBe(kind === 'webm' ? 'vp8' : 'h264');
  });

  it('contains the tag record if its container allows one, and otherwise reports that it has none', async () => {
    await serve(() => ({ bytes: bytesOf(kind) }));
    const stored = await download({ tagsFor });
    const canBeTagged = kind === 'mov' || kind === '3gp';
    expect(stored).toMatchObject({ ok: true, value: { path: `fox.${kind}`, untagged: canBeTagged ? null : 'other-container' } });
  });

  it('is found again by its name if the studio was killed before writing the row', async () => {
    await serve(() => ({ bytes: bytesOf(kind) }));
    const first = await download();
    await serve(() => ({ bytes: Buffer.from('<html>gone</html>') }));
    expect(await download()).toEqual(first);
    expect(visibleFiles()).toEqual([`fox.${kind}`]);
  });

  it('is not stored if it is truncated, even if no length was announced', async () => {
    const cut = bytesOf(kind).subarray(0, bytesOf(kind).byteLength - 1_000);
    await serve(() => ({ bytes: cut, isChunked: true }));
    expect(kindOf(await download())).toBe('download-incomplete');
    expect(visibleFiles()).toEqual([]);
  });
});

it.each([['frag_keyframe+empty_moov'], ['frag_keyframe+empty_moov+default_base_moof+dash'], ['frag_keyframe+empty_moov+dash+global_sidx']])(
  'a fragmented movie has the length and frame rate that ffprobe reports: %s',
  async (flags) => {
    const file = join(directory, 'fragments.mp4');
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=192x108:rate=24:duration=5'];
    const encoder = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '24', '-pix_fmt', 'yuv420p', '-movflags', flags];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, ...encoder, file]);
    const seconds = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file], {
      encoding: 'utf8',
    });
    await serve(() => ({ bytes: readFileSync(file) }));
    const stored = await download();
    expect(stored.ok ? [stored.value.framesPerSecond, stored.value.durationSeconds] : stored).toEqual([
      24,
      expect.closeTo(Number(seconds), 1),
    ]);
  },
);

it('a transport stream is recognised even if it arrives in small pieces', async () => {
  await serve(() => ({ bytes: bytesOf('ts'), pieceBytes: 5_000, firstPieceBytes: 100 }));
  expect(await download()).toMatchObject({ ok: true, value: { path: 'fox.ts' } });
});

it('audio alone, in any of these containers, is not a video', async () => {
  const file = join(directory, 'sound.mkv');
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac', file]);
  await serve(() => ({ bytes: readFileSync(file) }));
  expect(errorOf(await download())).toEqual({ kind: 'not-a-video', detail: 'video/x-matroska without a picture track' });
});

it('an old QuickTime file without a file type box is stored as QuickTime', async () => {
  const modern = bytesOf('mov');
  const ftypBytes = modern.readUInt32BE(0);
  // Replaces `ftyp` with a box of the same size, because sample offsets count from the start of the file.
  const old = Buffer.from(modern);
  old.write('wide', 4, 'latin1');
  expect(ftypBytes).toBeLessThan(64);
  await serve(() => ({ bytes: old }));
  expect(await download()).toMatchObject({ ok: true, value: { path: 'fox.mov', width: 192, height: 108 } });
});

it('a video in a format that cannot be verified is quarantined on the last attempt, and can be kept with its own extension', async () => {
  const file = join(directory, 'old.avi');
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=192x108:rate=24:duration=1'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...picture, '-c:v', 'mpeg4', file]);
  const bytes = readFileSync(file);
  await serve(() => ({ bytes }));
  expect(kindOf(await download())).toBe('not-a-video');
  const quarantinedBytes: number[] = [];
  expect(kindOf(await download({ onQuarantined: (size) => quarantinedBytes.push(size), acceptsAnyContent: true }))).toBe('not-a-video');
  expect(quarantinedBytes).toEqual([bytes.byteLength]);
  const library = createVideoLibrary({ http: createNodeHttpClient(), clock: scaledClock() });
  expect(
    await library.storeQuarantined({ ...testPartialFile, resultId: 7, bytes: bytes.byteLength, folder, fileName: 'fox' }),
  ).toMatchObject({
    ok: true,
    value: { path: 'fox.avi' },
  });
});
