// Prepares a checkout: packages, Electron, Linux libraries, the database addon. Runs before every command that needs them, so it must be
// fast when nothing has changed. It must run on a machine with only Node and npm, so it is plain JavaScript for Node 20.19 without
// dependencies.
//
//   node scripts/setup.mjs [--for start|test|demo|dev|simulator|bench|package|soak] [--retry-electron] [--quiet]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { electronPath, nodePath } from './runtime.mjs';
import { databaseAddonIsReady, databaseAddonNeedsCompiler, provideDatabaseAddon } from './setup/database-addon.mjs';
import { electronIsReady, provideElectron } from './setup/electron.mjs';
import { groupsFor, hasDisplay, missingLinuxPackages, provideLinuxPackages } from './setup/linux-libraries.mjs';
import { withLock } from './setup/lock.mjs';
import { isAtLeast, nodeForSetup, nodeForTools } from './setup/node-version.mjs';
import { packagesAreReady, providePackages } from './setup/packages.mjs';
import { printReady, SetupFailure } from './setup/print.mjs';

const { values: options } = parseArgs({
  options: {
    for: { type: 'string', default: 'test' },
    'retry-electron': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});
const retry = options['retry-electron'];

function groups() {
  return groupsFor(options.for, { hasDisplay: hasDisplay(), needsCompiler: databaseAddonNeedsCompiler() });
}

async function isReady() {
  return (
    packagesAreReady() &&
    electronIsReady({ retry }) &&
    databaseAddonIsReady() &&
    (await missingLinuxPackages(groups(), electronPath())).length === 0
  );
}

async function makeReady() {
  await providePackages();
  if (!isAtLeast(process.versions.node, nodeForTools)) {
    // The following steps use installed tools, which need a newer Node than the one that runs this script.
    if (!isAtLeast(versionOf(nodePath()), nodeForTools)) {
      throw new SetupFailure(`Node ${nodeForTools} or newer is needed on this platform. Install it, then run this again.`);
    }
    return false;
  }
  await provideElectron({ retry });
  await provideLinuxPackages(groups(), electronPath());
  await provideDatabaseAddon();
  return true;
}

function versionOf(node) {
  return spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout?.trim() ?? '0.0.0';
}

async function main() {
  if (!isAtLeast(process.versions.node, nodeForSetup)) {
    throw new SetupFailure(
      `Node ${nodeForSetup} or newer is needed, and this is ${process.versions.node}. Install a newer one, then run this again.`,
    );
  }
  if (await isReady()) return printReady(options.quiet);
  const isReadyNow = await withLock(makeReady);
  if (isReadyNow) return printReady(options.quiet);
  const restarted = spawnSync(nodePath(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = restarted.status ?? 1;
}

main().catch((error) => {
  process.stderr.write(`setup: ${error instanceof SetupFailure ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
