// Electron runs this default app when the command line names a folder. The stand-in's archive contains no default app.
// This is an ES module whose last statement awaits the app at top level. Electron then delays `ready` until the app's own top-level
// code has run, so that its call of registerSchemesAsPrivileged is early enough. In a CommonJS file that call would be too late.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const required = [];
let target;
const args = process.argv.slice(1);
for (let i = 0; i < args.length; i++) {
  if (args[i] === '--version' || args[i] === '-v') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  }
  if (args[i] === '-r' || args[i] === '--require') required.push(args[++i]);
  else if (!args[i].startsWith('-')) {
    target = resolve(args[i]);
    break;
  }
}
if (target === undefined) {
  console.error('Give the folder of the app to open.');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
const require = createRequire(join(process.cwd(), 'noop.js'));
for (const name of required) require(name);

let entry = target;
const manifestFile = join(target, 'package.json');
if (existsSync(manifestFile)) {
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName ?? manifest.name ?? 'Electron');
  app.setDesktopName?.(manifest.desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(target);
  entry = join(target, manifest.main ?? 'index.js');
} else app.setAppPath(dirname(target));

try {
  await import(pathToFileURL(require.resolve(entry)).href);
} catch (error) {
  console.error(error);
  process.exit(1);
}
