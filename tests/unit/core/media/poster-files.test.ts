// Poster files are named after result ids and stored beside the database. Another database in that place uses the same ids.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createPosterMaker } from '../../../../electron/shell/clip-page/poster-maker.ts';
import type { MediaKind } from '../../../../electron/studio.ts';
import { ok } from '../../../../shared/result.ts';
import { createFakePosterMaker } from '../../../support/fake-poster-maker.ts';
import { type Bench, createWorld, fox, startBench } from '../../../support/studio-bench.ts';

const textOf = (bytes: unknown): string => (bytes instanceof Uint8Array ? Buffer.from(bytes).toString() : '');

/** A studio whose posters are real files. The text of a poster or filmstrip is its kind, followed by the text of the video. */
function openStudio() {
  const userData = mkdtempSync(join(tmpdir(), 'poster-files-'));
  const databasePath = join(userData, 'studio.sqlite');
  const folder = join(userData, 'posters');
  const contents = new Map<string, string>();
  const made: string[] = [];
  const files = createPosterMaker(folder, () => ({
    async make({ size, read }) {
      const content = textOf(await read(0, size));
      made.push(content);
      const bytes = (word: string) => new TextEncoder().encode(`${word} ${content}`);
      const metadata = { width: 1280, height: 720, durationSeconds: 5, framesPerSecond: 24, hasAudio: false };
      return { ...metadata, poster: bytes('poster'), filmstrip: bytes('filmstrip') };
    },
  }));
  const world = createWorld();
  const source = join(userData, 'source.mp4');
  Object.assign(world, {
    posters: {
      ...createFakePosterMaker(),
      locate: files.locate,
      make(video: Parameters<typeof files.make>[0], path: string, signal: AbortSignal) {
        writeFileSync(source, contents.get(path) ?? '');
        return files.make(video, source, signal);
      },
    },
  });
  world.library.onDownload = (job) => {
    const stored = world.library.store(job);
    if (!stored.ok) return stored;
    const content = `video ${contents.size + 1}`;
    contents.set(`${job.folder}/${stored.value.path}`, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return ok({ ...stored.value, sha256, receivedSha256: sha256 });
  };
  let bench: Bench = startBench({ world, databasePath });
  onTestFinished(async () => {
    await bench.studio.stop({ withinMs: 0 });
    rmSync(userData, { recursive: true });
  });
  const waitUntil = async (isMet: () => boolean | Promise<boolean>): Promise<void> => {
    for (let attempt = 0; attempt < 300 && !(await isMet()); attempt += 1) {
      await world.clock.advance(200);
      await wait(5);
    }
    expect(await isMet()).toBe(true);
  };
  const studio = {
    world,
    made,
    folder,
    bench: () => bench,
    posterNames: () => (existsSync(folder) ? readdirSync(folder).sort() : []),
    until: waitUntil,
    async stop(): Promise<void> {
      await bench.studio.stop({ withinMs: 0 });
    },
    start(): void {
      bench = startBench({ world, databasePath });
    },
    /** Makes the database unreadable, so that the next start creates a new one. */
    damageDatabase(): void {
      for (const suffix of ['-wal', '-shm']) rmSync(databasePath + suffix, { force: true });
      writeFileSync(databasePath, Buffer.alloc(64 * 1024, 0x5a));
    },
    hasPoster: async (id: number) => (await bench.must('library.records', { resultIds: [id] })).items[0]?.hasPoster === true,
    /** Stores one video; resolves when its poster is made. */
    async store(prompt: string): Promise<void> {
      const before = made.length;
      await bench.submit({ ...fox, prompt });
      for (const serviceTaskId of world.api.tasks.keys()) world.api.finish(serviceTaskId);
      await waitUntil(() => made.length > before);
      await waitUntil(() => studio.hasPoster(1));
    },
    async media(kind: MediaKind, id: number): Promise<string | null> {
      const file = await bench.studio.locateMedia(kind, id);
      return file === null ? null : readFileSync(file.absolutePath, 'utf8');
    },
    /** Restores the backup that the user made; resolves when the studio has switched to it. */
    async restoreBackup(): Promise<void> {
      const { backups } = await bench.must('backups.list', {});
      world.desktop.calls.length = 0;
      await bench.must('backups.restore', { name: backups.find(({ reason }) => reason === 'by-hand')?.name ?? '' });
      await waitUntil(() => world.desktop.calls.includes('reload window'));
    },
    /** Gives the files the names of an earlier version, which consist of the result id only. */
    renameAsEarlierVersion(): void {
      for (const name of studio.posterNames()) {
        const kind = name.includes('strip') ? '-strip' : '';
        renameSync(join(folder, name), join(folder, `1${kind}.jpg`));
      }
    },
  };
  return studio;
}

test('after a restore a video never shows another database’s poster for the same id, and gets its own again', async () => {
  const studio = openStudio();
  await studio.bench().connect();
  await studio.store('a fox');
  expect(await studio.media('poster', 1)).toBe('poster video 1');
  await studio.bench().must('backups.create', {});
  await studio.stop();
  studio.damageDatabase();
  studio.start();
  await studio.bench().connect();
  await studio.store('a wolf');
  expect(await studio.media('poster', 1)).toBe('poster video 2');
  await studio.restoreBackup();
  expect(await studio.media('poster', 1)).toBe('poster video 1');
  expect(await studio.media('filmstrip', 1)).toBe('filmstrip video 1');
});

test('posters of an earlier version are used by a database that never replaced another one', async () => {
  const studio = openStudio();
  await studio.bench().connect();
  await studio.store('a fox');
  studio.renameAsEarlierVersion();
  await studio.stop();
  studio.start();
  expect(await studio.media('poster', 1)).toBe('poster video 1');
  expect(await studio.media('filmstrip', 1)).toBe('filmstrip video 1');
  expect(studio.made).toEqual(['video 1']);
});

test('after a restore posters of an earlier version are not used but made again on request', async () => {
  const studio = openStudio();
  await studio.bench().connect();
  await studio.store('a fox');
  await studio.bench().must('backups.create', {});
  await studio.stop();
  studio.renameAsEarlierVersion();
  writeFileSync(join(studio.folder, '1.jpg'), 'poster of a video of another database');
  studio.start();
  await studio.restoreBackup();
  expect(await studio.media('poster', 1)).toBeNull();
  await studio.until(() => studio.hasPoster(1));
  expect(await studio.media('poster', 1)).toBe('poster video 1');
  expect(studio.made).toEqual(['video 1', 'video 1']);
  // The files with the earlier names are removed.
  expect(studio.posterNames()).toHaveLength(2);
  expect(studio.posterNames()).not.toContain('1.jpg');
});

test('a poster whose file was deleted is made again on request', async () => {
  const studio = openStudio();
  await studio.bench().connect();
  await studio.store('a fox');
  rmSync(studio.folder, { recursive: true });
  expect(await studio.media('filmstrip', 1)).toBeNull();
  await studio.until(() => studio.hasPoster(1));
  expect(await studio.media('filmstrip', 1)).toBe('filmstrip video 1');
});
