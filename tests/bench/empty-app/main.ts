// The baseline of the start-up benchmark: an empty page with the studio's window options, scheme and session policy.
import { join } from 'node:path';
import { app, BrowserWindow, protocol } from 'electron';
import { servePage } from '../../../electron/shell/protocols/page-files.ts';
import { appScheme, appUrl, schemes } from '../../../electron/shell/protocols/schemes.ts';
import { restrictContents, restrictSession, windowSession } from '../../../electron/shell/security/session-policy.ts';
import { studioWindowOptions } from '../../../electron/shell/window/window-options.ts';

protocol.registerSchemesAsPrivileged([...schemes]);
restrictContents(app);
void app.whenReady().then(() => {
  restrictSession(windowSession(), null);
  protocol.handle(appScheme, (request) => servePage(join(app.getAppPath(), 'pages'), request));
  const window = new BrowserWindow({
    ...studioWindowOptions(join(app.getAppPath(), 'preload.cjs'), true, process.platform),
    width: 1440,
    height: 900,
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(appUrl);
});
app.on('window-all-closed', () => app.quit());
