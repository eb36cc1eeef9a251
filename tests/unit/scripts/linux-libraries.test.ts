import { describe, expect, it } from 'vitest';
import { loadScript } from './load-script.ts';

const { groupsFor, installCommand, missingPackages } = await loadScript('setup/linux-libraries.mjs');

const everything = { hasLibrary: () => true, hasCommand: () => true, hasFile: () => true };
const nothing = { hasLibrary: () => false, hasCommand: () => false, hasFile: () => false };

describe('what each purpose needs on a Linux machine', () => {
  const groups = (purpose: string, hasDisplay: boolean, needsCompiler = false) => [...groupsFor(purpose, { hasDisplay, needsCompiler })];

  it('includes only window libraries on a desktop', () => {
    expect(groups('start', true)).toEqual(['window']);
  });

  it('includes a virtual display if there is none, except for purposes without a window', () => {
    expect(groups('start', false)).toEqual(['window', 'display']);
    expect(groups('simulator', false)).toEqual(['window']);
    expect(groups('package', false)).toEqual(['window']);
  });

  it('includes the fonts of eight languages for the benches, which would otherwise measure how long Chromium looks for them', () => {
    expect(groups('bench', true)).toEqual(['window', 'fonts']);
    expect(missingPackages(new Set(['fonts']), nothing)).toEqual([['fonts-noto-cjk'], ['fonts-noto-core']]);
  });

  it('includes everything the tests use, even on a desktop', () => {
    expect(groups('test', true, true)).toEqual(['window', 'display', 'checks', 'compiler']);
  });
});

describe('missing packages', () => {
  it('are none if everything is installed', () => {
    expect(missingPackages(groupsFor('test', { hasDisplay: false, needsCompiler: true }), everything)).toEqual([]);
  });

  it('are listed once each, even if two files of a package are missing', () => {
    const names = missingPackages(new Set(['display']), nothing).map((choices: string[]) => choices.at(-1));
    expect(names).toEqual(['xvfb', 'xauth', 'dbus-x11', 'gnome-keyring']);
  });

  it('are listed by their newer name first, then by their older name', () => {
    const onlySoundMissing = { ...everything, hasLibrary: (library: string) => library !== 'libasound.so.2' };
    expect(missingPackages(new Set(['window']), onlySoundMissing)).toEqual([['libasound2t64', 'libasound2']]);
  });

  it('include the window libraries if the linker reports a library that is not listed', () => {
    const missing = missingPackages(new Set(['window']), { ...everything, unresolved: ['libcups.so.2'] });
    expect(missing).toContainEqual(['libgtk-3-0t64', 'libgtk-3-0']);
  });

  it('are combined into one command', () => {
    expect(installCommand(['xvfb', 'gcc'])).toBe('apt-get install -y --no-install-recommends xvfb gcc');
  });
});
