// The Electron main process of the picture tests: decodes the pictures of a folder in the hidden page, and writes each outcome to `found.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import type { DecodedPicture, PictureEncoding } from '../../../electron/core/ports.ts';
import { clipScheme, createClipWindow } from '../../../electron/shell/clip-page/clip-window.ts';
import { createPictureDecoder } from '../../../electron/shell/clip-page/picture-decoder.ts';

export interface PictureOrder {
  readonly name: string;
  readonly mimeType: string;
  readonly write: PictureEncoding | null;
}

const [folder, profile] = [process.env.CLIP_TEST_FOLDER ?? '', process.env.CLIP_TEST_PROFILE ?? ''];
app.setPath('userData', profile);
protocol.registerSchemesAsPrivileged([clipScheme]);

async function decodeAll(): Promise<Record<string, DecodedPicture['kind']>> {
  const page = createClipWindow({ pages: join(import.meta.dirname, '../renderer'), log: { warn: () => undefined }, purpose: 'pictures' });
  const pictures = createPictureDecoder(() => page.pictures);
  const orders = JSON.parse(readFileSync(join(folder, 'orders.json'), 'utf8')) as readonly PictureOrder[];
  const found: Record<string, DecodedPicture['kind']> = {};
  for (const { name, mimeType, write } of orders) {
    const bytes = readFileSync(join(folder, name));
    const source = { size: bytes.byteLength, read: async (start: number, end: number) => bytes.subarray(start, end) };
    const decoded = await pictures.decode(source, mimeType, write, new AbortController().signal);
    found[name] = decoded.kind;
    if (decoded.kind === 'decoded' && decoded.encoded !== null) writeFileSync(join(folder, `${name}.out`), decoded.encoded);
  }
  page.stop();
  const bytes = new Uint8Array(9);
  const afterStop = await pictures
    .decode({ size: 9, read: async () => bytes }, 'image/png', null, new AbortController().signal)
    .catch(() => null);
  return { ...found, 'after the end': afterStop?.kind ?? 'decoded' };
}

void app
  .whenReady()
  .then(decodeAll)
  .then((found) => writeFileSync(join(folder, 'found.json'), JSON.stringify(found)))
  .catch((error: unknown) => writeFileSync(join(folder, 'found.json'), JSON.stringify({ error: String(error) })))
  .finally(() => app.exit(0));
