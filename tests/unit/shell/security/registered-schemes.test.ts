// Any web page can open a registered scheme. A scheme is registered only together with its handler: one without a handler
// starts the studio for any page that asks, and does nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const source = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Code that registers a scheme with the system: in the packaging configuration, and at run time. */
const registrationPatterns = [/^\s*protocols:/m, /x-scheme-handler\//, /CFBundleURLTypes/, /setAsDefaultProtocolClient\(/];
const handlerPattern = /\.on\('open-url'/;

test('the studio registers no scheme with the system without handling its URLs', () => {
  const main = readdirSync(join(root, 'electron'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('simulator'))
    .map((name) => `electron/${name}`);
  const registering = ['electron-builder.yml', ...main].filter((file) =>
    registrationPatterns.some((pattern) => pattern.test(source(file))),
  );
  const handling = main.filter((file) => handlerPattern.test(source(file)));
  expect([registering, handling]).toEqual([[], []]);
});
