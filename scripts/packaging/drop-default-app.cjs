// Called by electron-builder once the folder is filled and before it is signed. Electron's own opener of folders has no business
// in a packaged app; electron-builder removes it from its own downloads but not from a distribution it is given.
const { rmSync } = require('node:fs');
const { join } = require('node:path');

exports.default = async ({ appOutDir, packager }) => {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
};
