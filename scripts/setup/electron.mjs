// Decides which Electron this checkout runs on and records the choice in .cache/electron.json.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, electronExecutable, electronRecordFile, nodePath, projectRoot, rememberedElectron } from '../runtime.mjs';
import { makeStandIn, standInExistsFor, standInFolder, standInRelease } from '../stand-in/electron.mjs';
import { installedOfficial, installOfficial } from './electron-official.mjs';
import { printLine, SetupFailure } from './print.mjs';

/** Returns the version of the installed electron package, which equals the version that package.json requires. */
export function requiredElectron() {
  return JSON.parse(readFileSync(join(projectRoot, 'node_modules', 'electron', 'package.json'), 'utf8')).version;
}

/**
 * Decides what to do with the recorded choice for the required version: use it, make the stand-in again, or try the official Electron again.
 * A stand-in made by an older recipe is in another folder and is made again without trying the official Electron.
 */
export function decideElectron({ recorded, requiredVersion, present, folder, retry }) {
  if (!recorded || recorded.electron !== requiredVersion || retry) return 'try-official';
  if (recorded.kind === 'official') return present ? 'use' : 'try-official';
  return present && recorded.dist.endsWith(folder) ? 'use' : 'make-stand-in';
}

/** True when the recorded Electron can be used. Cheap: reads a few files. */
export function electronIsReady({ retry }) {
  return currentDecision(retry) === 'use';
}

function currentDecision(retry) {
  const recorded = rememberedElectron();
  const requiredVersion = requiredElectron();
  const present =
    recorded !== null &&
    (recorded.kind === 'official'
      ? installedOfficial(projectRoot) === requiredVersion
      : existsSync(join(recorded.dist, electronExecutable())));
  return decideElectron({ recorded, requiredVersion, present, folder: standInFolder(), retry });
}

/**
 * Downloads the official Electron, or makes the stand-in if the download fails, and records the choice. `retry` tries the official
 * Electron again. Throws `SetupFailure` if neither is available.
 */
export async function provideElectron({ retry }) {
  const verdict = currentDecision(retry);
  if (verdict === 'use') return;
  const requiredVersion = requiredElectron();
  const standIn = standInExistsFor(process.platform, process.arch);
  if (verdict === 'try-official') {
    if (installedOfficial(projectRoot) !== requiredVersion) {
      printLine(`Electron: downloading ${requiredVersion}${standIn ? ' (given up soon if it cannot be reached)' : ''}`);
      const { installed, reason } = await installOfficial(projectRoot, nodePath(), { patient: !standIn });
      if (!installed && !standIn) {
        throw new SetupFailure(
          `Electron ${requiredVersion} could not be downloaded. Check the network or proxy, or point ELECTRON_MIRROR at a mirror, then run this again.\n${reason}`,
        );
      }
    }
    if (installedOfficial(projectRoot) === requiredVersion) {
      remember({ kind: 'official', electron: requiredVersion, version: requiredVersion, dist: join('node_modules', 'electron', 'dist') });
      return;
    }
  }
  const dist = await makeStandIn(projectRoot);
  remember({ kind: 'stand-in', electron: requiredVersion, version: standInRelease.electron, dist });
  printLine(
    `Electron: ${requiredVersion} could not be downloaded; running on ${standInRelease.electron} instead, not for shipping ("npm run setup -- --retry-electron" tries again)`,
  );
}

function remember(recorded) {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(electronRecordFile, `${JSON.stringify(recorded, null, 2)}\n`);
}
