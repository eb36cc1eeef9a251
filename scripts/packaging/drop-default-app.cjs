// Called by electron-builder after it has filled the folder and before it signs it. Removes Electron's default app, which opens any folder: a packaged
// app does not need it. electron-builder removes it from its own downloads, but not from a distribution that it is given.
const { rmSync } = require('node:fs');
const { join } = require('node:path');

exports.default = async ({ appOutDir, packager }) => {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
};
