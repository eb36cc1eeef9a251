// An address that the system hands to the studio comes from any web page. A scheme is registered only together with what handles it: one that
// nobody handles starts the studio for whoever asks, and does nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const source = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What asks the system for the addresses of a scheme: in the packaging configuration, and while the studio runs. */
const registers = [/^\s*protocols:/m, /x-scheme-handler\//, /CFBundleURLTypes/, /setAsDefaultProtocolClient\(/];
const handles = /\.on\('open-url'/;

test('the studio registers no scheme with the system unless it handles its addresses', () => {
  const main = readdirSync(join(root, 'electron'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('simulator'))
    .map((name) => `electron/${name}`);
  const asking = ['electron-builder.yml', ...main].filter((file) => registers.some((pattern) => pattern.test(source(file))));
  const handling = main.filter((file) => handles.test(source(file)));
  expect([asking, handling]).toEqual([[], []]);
});
