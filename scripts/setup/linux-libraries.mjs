// Finds the system packages that a bare Linux lacks for a command, and installs them. The names are those of Debian and Ubuntu.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { machinePath } from './npm.mjs';
import { printLine, SetupFailure } from './print.mjs';
import { lastLines, run } from './run.mjs';

// The set-up searches for `library` in the dynamic linker's cache, for `command` on the search path, and for `file` at its path. Electron loads some of these
// libraries only when it needs them, so the linker's report on the executable alone would not show that they are missing.
const requirements = [
  { group: 'window', library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { group: 'window', library: 'libnss3.so', packages: ['libnss3'] },
  { group: 'window', library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { group: 'window', library: 'libgbm.so.1', packages: ['libgbm1'] },
  { group: 'window', library: 'libXss.so.1', packages: ['libxss1'] },
  { group: 'window', library: 'libXtst.so.6', packages: ['libxtst6'] },
  { group: 'window', library: 'libnotify.so.4', packages: ['libnotify4'] },
  { group: 'window', library: 'libsecret-1.so.0', packages: ['libsecret-1-0'] },
  { group: 'display', command: 'Xvfb', packages: ['xvfb'] },
  { group: 'display', command: 'xauth', packages: ['xauth'] },
  { group: 'display', command: 'dbus-daemon', packages: ['dbus-x11'] },
  { group: 'display', command: 'dbus-send', packages: ['dbus-x11'] },
  { group: 'display', command: 'gnome-keyring-daemon', packages: ['gnome-keyring'] },
  { group: 'compiler', command: 'gcc', packages: ['gcc'] },
  { group: 'compiler', command: 'g++', packages: ['g++'] },
  { group: 'checks', command: 'ffprobe', packages: ['ffmpeg'] },
  { group: 'checks', command: 'openbox', packages: ['openbox'] },
  { group: 'checks', command: 'pcmanfm', packages: ['pcmanfm'] },
  { group: 'checks', command: 'xdotool', packages: ['xdotool'] },
  { group: 'checks', command: 'setxkbmap', packages: ['x11-xkb-utils'] },
  { group: 'checks', command: 'import', packages: ['imagemagick'] },
  { group: 'fonts', file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', packages: ['fonts-noto-cjk'] },
  { group: 'fonts', file: '/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf', packages: ['fonts-noto-core'] },
  { group: 'soak', command: 'nginx', packages: ['nginx-light'] },
  { group: 'soak', command: 'strace', packages: ['strace'] },
  { group: 'soak', command: 'curl', packages: ['curl'] },
];

/** Returns the groups that a purpose needs. A machine with a display needs no virtual display, and only tests need the test tools. */
export function groupsFor(purpose, { hasDisplay, needsCompiler }) {
  const groups = new Set(['window']);
  if (purpose === 'test' || purpose === 'soak') groups.add('display').add('checks');
  if (purpose === 'soak') groups.add('soak');
  // The benches show texts in eight languages. Without a font, Chromium searches all fonts for each such text, which no user's computer does.
  if (purpose === 'bench') groups.add('fonts');
  // The simulator draws its videos without a window, and packaging opens none.
  if (!hasDisplay && purpose !== 'package' && purpose !== 'simulator') groups.add('display');
  if (needsCompiler) groups.add('compiler');
  return groups;
}

/** Returns the missing packages as lists of alternative names. The first name that the machine's archive knows is installed. */
export function missingPackages(groups, { hasLibrary, hasCommand, hasFile, unresolved = [] }) {
  const isThere = ({ library, command, file }) => (library ? hasLibrary(library) : command ? hasCommand(command) : hasFile(file));
  const missing = requirements
    .filter((need) => groups.has(need.group))
    .filter((need) => !isThere(need))
    .map((need) => need.packages);
  // A library that is not among the requirements is missing. The packages of GTK, NSS and GBM bring everything else that Electron links to.
  const hasUnlistedLibrary = unresolved.some((library) => !requirements.some((need) => need.library === library));
  if (hasUnlistedLibrary && missing.length === 0)
    missing.push(...requirements.filter((need) => need.group === 'window').map((need) => need.packages));
  return [...new Map(missing.map((names) => [names.join(), names])).values()];
}

/** Returns the command that installs these packages. The user runs it with sudo if the set-up does not run as root. */
export function installCommand(packages) {
  return `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

/** True where windows can be shown: always on macOS and Windows, on Linux with X11 or Wayland. */
export function hasDisplay(environment = process.env) {
  return process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

async function findMissing(groups, electron) {
  const [linkerCache, linked] = await Promise.all([run('/sbin/ldconfig', ['-p']), run('ldd', [electron])]);
  const unresolved = [...linked.stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library);
  // On a system without ldconfig's cache (Alpine, NixOS), only the linker's report counts.
  const hasLibrary = (library) => (linkerCache.code === 0 ? linkerCache.stdout.includes(`\t${library} `) : !unresolved.includes(library));
  return missingPackages(groups, { hasLibrary, hasCommand, hasFile: existsSync, unresolved });
}

function hasCommand(name, path = machinePath()) {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Returns the missing packages. Runs two short commands, so it is cheap enough for every run. */
export async function missingLinuxPackages(groups, electron) {
  return process.platform === 'linux' ? findMissing(groups, electron) : [];
}

/** Installs the missing packages with apt if the set-up runs as root. Otherwise throws `SetupFailure` with the command to run. */
export async function provideLinuxPackages(groups, electron) {
  const choices = await missingLinuxPackages(groups, electron);
  if (choices.length === 0) return;
  if (!hasCommand('apt-get')) {
    throw new SetupFailure(
      `This system lacks what Debian calls: ${choices.map((names) => names.at(-1)).join(' ')}. Install these with its package manager, then run this again.`,
    );
  }
  const isRoot = process.getuid() === 0;
  const apt = { env: { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_MODE: 'a' } };
  if (isRoot) {
    printLine(`Linux packages: installing ${choices.map((names) => names.at(-1)).join(' ')}`);
    const updated = await run('apt-get', ['update', '-q', '-o', 'Acquire::Retries=3'], apt);
    if (updated.code !== 0)
      throw new SetupFailure(`apt-get update failed. Check the network, then run this again.\n${lastLines(updated.output)}`);
  }
  const packages = await Promise.all(choices.map(nameInArchive));
  if (!isRoot) {
    throw new SetupFailure(
      `Linux packages are missing. Run this, then try again:\n  sudo apt-get update && sudo ${installCommand(packages)}`,
    );
  }
  const [program, ...args] = installCommand(packages).split(' ');
  const installed = await run(program, ['-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120', ...args], apt);
  if (installed.code !== 0) {
    throw new SetupFailure(
      `apt-get could not install them. Try it by hand:\n  ${installCommand(packages)}\n${lastLines(installed.output)}`,
    );
  }
  const stillMissing = await missingLinuxPackages(groups, electron);
  if (stillMissing.length > 0) {
    throw new SetupFailure(`apt-get installed everything, and yet this is missing: ${stillMissing.map((names) => names.at(-1)).join(' ')}`);
  }
}

/** Ubuntu renamed some packages (…t64) without keeping the old name installable. */
async function nameInArchive(names) {
  for (const name of names.slice(0, -1)) {
    const lookup = await run('apt-cache', ['show', '--no-all-versions', name]);
    if (lookup.code === 0 && lookup.stdout.includes('Package:')) return name;
  }
  return names.at(-1);
}
