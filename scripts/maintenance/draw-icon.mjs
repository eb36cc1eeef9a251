// Draws resources/icon.png from resources/icon.svg in Electron. Run by hand after a change of the SVG;
// electron-builder makes the formats of the platforms from the PNG.
import { join } from 'node:path';
import { electronArguments, electronPath, projectRoot } from '../runtime.mjs';
import { runWithDisplay } from '../with-display.mjs';

const resources = join(projectRoot, 'resources');
const app = join(projectRoot, 'scripts', 'icon');
process.exitCode = await runWithDisplay(
  electronPath(),
  [...electronArguments(), app, join(resources, 'icon.svg'), join(resources, 'icon.png')],
  { keyring: false },
);
