// Creates files that the studio must not read, and a picture that a user may add. Each forbidden file contains a secret that no result may
// contain.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainPng } from '../../e2e/support/plain-pictures.ts';

export interface Canaries {
  readonly folder: string;
  /** A text that only the forbidden files contain. */
  readonly secret: string;
  readonly paths: readonly string[];
  /** A picture that a user may give to a model. */
  readonly picture: string;
}

export function createCanaries(folder: string, studioFolder: string): Canaries {
  const secret = 'canary-4f1c09e2b7';
  const privateFolder = join(folder, 'private');
  mkdirSync(privateFolder, { recursive: true });
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(privateFolder, name), content);
    return join(privateFolder, name);
  };
  const text = file('passwords.txt', `${secret}\n`);
  const disguised = file('holiday.png', `${secret}\n`.repeat(50));
  const key = file('id_ed25519', `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n`);
  const page = file('page.svg', `<svg xmlns="http://www.w3.org/2000/svg"><!-- ${secret} --></svg>`);
  const empty = file('empty.mp4', '');
  const picture = file('dropped.png', plainPng(320, 320, [1, 2, 3]));
  const link = join(privateFolder, 'link.png');
  symlinkSync(text, link);
  const dangling = join(privateFolder, 'dangling.png');
  symlinkSync('/nowhere/at/all', dangling);
  const pipe = join(privateFolder, 'pipe.png');
  if (process.platform !== 'win32') execFileSync('mkfifo', [pipe]);
  const paths = [text, disguised, key, page, empty, picture, link, dangling, pipe, privateFolder];
  const system = [
    '/etc/passwd',
    '/etc/shadow',
    '/proc/self/environ',
    '/proc/self/mem',
    '/dev/zero',
    '/dev/stdin',
    '/',
    'relative.png',
    '.',
  ];
  const climbing = [`${studioFolder}/../private/passwords.txt`, `${studioFolder}/references/../../private/holiday.png`];
  const foreignPaths = [
    '\\\\203.0.113.7\\share\\a.png',
    '//203.0.113.7/share/a.png',
    'C:\\Windows\\win.ini',
    '\\\\.\\PhysicalDrive0',
    `${text}\0.png`,
  ];
  const ownPaths = [join(studioFolder, 'studio.sqlite'), join(studioFolder, 'references')];
  return { folder, secret, picture, paths: [...paths, ...system, ...climbing, ...foreignPaths, ...ownPaths] };
}
