// electron-builder calls this script after it has filled the folder and before it signs it. Removes Electron's default app, which opens any
// folder and which a packaged app does not need. electron-builder removes that app from its own downloads, but not from a distribution that
// it is given.
const { rmSync } = require('node:fs');
const { join } = require('node:path');

exports.default = async ({ appOutDir, packager }) => {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
};
