// Runs in Electron (see scripts/maintenance/draw-icon.mjs): shows the SVG in a transparent window of the same size and saves a picture of
// it.
import { readFileSync, writeFileSync } from 'node:fs';
import { app, BrowserWindow } from 'electron';

const edgePixels = 1024;
const [svgFile, pngFile] = process.argv.slice(-2);

app.commandLine.appendSwitch('force-device-scale-factor', '1');
app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: edgePixels,
    height: edgePixels,
    show: false,
    frame: false,
    transparent: true,
    webPreferences: { offscreen: true, sandbox: true },
  });
  const svg = Buffer.from(readFileSync(svgFile)).toString('base64');
  const page = `<body style="margin:0;background:transparent"><img width=${edgePixels} height=${edgePixels} src="data:image/svg+xml;base64,${svg}"></body>`;
  await window.loadURL(`data:text/html,${encodeURIComponent(page)}`);
  // An offscreen window has nothing to capture before it has painted once.
  window.webContents.on('paint', (_event, _dirty, picture) => {
    if (picture.isEmpty()) return;
    writeFileSync(pngFile, picture.toPNG());
    app.quit();
  });
  window.webContents.invalidate();
});
