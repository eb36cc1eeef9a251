// Some registries do not have every platform's binaries. An `npm install` against such a registry silently omits these packages from
// package-lock.json. `npm ci` then refuses the lock file everywhere, and a Mac would get no binaries. This script adds the packages to the
// lock file again. The parent package gives their version, and their name gives the platform. Run the script after you change dependencies.
//
// The script does not know the checksums of such packages. An `npm install` against a complete registry adds them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../runtime.mjs';

const systems = new Set(['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']);
const processors = new Set(['arm64', 'x64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'wasm32']);
const libraries = { musl: 'musl', gnu: 'glibc' };

/** Returns the platform fields of a package's lock entry, from its name; null if the name has no platform. */
export function platformInName(name) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => systems.has(word));
  const cpu = words.find((word) => processors.has(word));
  const libc = words.map((word) => libraries[word]).find(Boolean) ?? (os === 'linux' && cpu !== 'arm' ? 'glibc' : undefined);
  if (!os && cpu !== 'wasm32') return null;
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(os === 'linux' && libc && { libc: [libc] }) };
}

/** Returns the missing entries: platform packages that a locked package lists as optional, without an entry of their own. */
export function missingPlatformPackages(lock) {
  const present = new Set(Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
  const missing = {};
  for (const parent of Object.values(lock.packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const platform = platformInName(name);
      // Only the registry can turn a range into a version. The packages in question pin their binaries exactly.
      if (present.has(name) || platform === null || !/^\d/.test(version)) continue;
      missing[`node_modules/${name}`] = { version, ...platform, ...(parent.dev && { dev: true }), optional: true };
    }
  }
  return missing;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(projectRoot, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingPlatformPackages(lock);
  const entries = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
  console.log(`complete-lock: added ${Object.keys(missing).length}`);
}
