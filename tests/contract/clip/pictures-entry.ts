// The Electron main process of `pictures.test.ts`: decodes the pictures of a folder in the hidden page, and writes each outcome to `outcomes.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import type { DecodedPicture, PictureEncoding } from '../../../electron/core/ports.ts';
import { clipScheme, createClipWindow } from '../../../electron/shell/clip-page/clip-window.ts';
import { createPictureDecoder } from '../../../electron/shell/clip-page/picture-decoder.ts';

export interface PictureJob {
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
  const jobs = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8')) as readonly PictureJob[];
  const outcomes: Record<string, DecodedPicture['kind']> = {};
  for (const { name, mimeType, write } of jobs) {
    const bytes = readFileSync(join(folder, name));
    const source = { size: bytes.byteLength, read: async (start: number, end: number) => bytes.subarray(start, end) };
    const decoded = await pictures.decode(source, mimeType, write, new AbortController().signal);
    outcomes[name] = decoded.kind;
    if (decoded.kind === 'decoded' && decoded.encoded !== null) writeFileSync(join(folder, `${name}.out`), decoded.encoded);
  }
  page.stop();
  const bytes = new Uint8Array(9);
  const afterStop = await pictures
    .decode({ size: 9, read: async () => bytes }, 'image/png', null, new AbortController().signal)
    .catch(() => null);
  return { ...outcomes, 'after the stop': afterStop?.kind ?? 'decoded' };
}

void app
  .whenReady()
  .then(decodeAll)
  .then((outcomes) => writeFileSync(join(folder, 'outcomes.json'), JSON.stringify(outcomes)))
  .catch((error: unknown) => writeFileSync(join(folder, 'outcomes.json'), JSON.stringify({ error: String(error) })))
  .finally(() => app.exit(0));
