// Draws resources/icon.png from resources/icon.svg in Electron. Run it by hand after you change the SVG;
// electron-builder converts the PNG to the format of each platform.
import { join } from 'node:path';
import { electronArguments, electronPath, projectRoot } from '../runtime.mjs';
import { runWithDisplay } from '../with-display.mjs';

const resources = join(projectRoot, 'resources');
const appFolder = join(projectRoot, 'scripts', 'icon');
process.exitCode = await runWithDisplay(
  electronPath(),
  [...electronArguments(), appFolder, join(resources, 'icon.svg'), join(resources, 'icon.png')],
  { keyring: false },
);
