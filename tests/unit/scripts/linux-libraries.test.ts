import { describe, expect, it } from 'vitest';
import { loadScript } from './load-script.ts';

const { groupsFor, installCommand, missingPackages } = await loadScript('setup/linux-libraries.mjs');

const everything = { hasLibrary: () => true, hasCommand: () => true };
const nothing = { hasLibrary: () => false, hasCommand: () => false };

describe('what a purpose asks of a Linux machine', () => {
  const groups = (purpose: string, hasDisplay: boolean, needsCompiler = false) => [...groupsFor(purpose, { hasDisplay, needsCompiler })];

  it('asks a desktop for nothing but the libraries of a window', () => {
    expect(groups('start', true)).toEqual(['window']);
  });

  it('adds a virtual display where there is none, except for what opens no window', () => {
    expect(groups('start', false)).toEqual(['window', 'display']);
    expect(groups('simulator', false)).toEqual(['window']);
    expect(groups('package', false)).toEqual(['window']);
  });

  it('asks for everything the tests use, on a desktop as well', () => {
    expect(groups('test', true, true)).toEqual(['window', 'display', 'checks', 'compiler']);
  });
});

describe('missing packages', () => {
  it('are none where everything is there', () => {
    expect(missingPackages(groupsFor('test', { hasDisplay: false, needsCompiler: true }), everything)).toEqual([]);
  });

  it('name each package once, though two of its files are missing', () => {
    const names = missingPackages(new Set(['display']), nothing).map((choices: string[]) => choices.at(-1));
    expect(names).toEqual(['xvfb', 'xauth', 'dbus-x11', 'gnome-keyring']);
  });

  it('offer the name of newer releases before the old one', () => {
    const onlySoundMissing = { ...everything, hasLibrary: (library: string) => library !== 'libasound.so.2' };
    expect(missingPackages(new Set(['window']), onlySoundMissing)).toEqual([['libasound2t64', 'libasound2']]);
  });

  it('include the window libraries when the linker misses one nobody named', () => {
    const missing = missingPackages(new Set(['window']), { ...everything, unresolved: ['libcups.so.2'] });
    expect(missing).toContainEqual(['libgtk-3-0t64', 'libgtk-3-0']);
  });

  it('become one command', () => {
    expect(installCommand(['xvfb', 'gcc'])).toBe('apt-get install -y --no-install-recommends xvfb gcc');
  });
});
