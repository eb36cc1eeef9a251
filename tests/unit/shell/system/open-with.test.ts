// Opening a video in another program on Linux: desktop entries, command lines, and a real start.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { commandFor, parseDesktopEntry } from '../../../../electron/shell/system/desktop-entry.ts';
import { createOpenWith } from '../../../../electron/shell/system/open-with.ts';
import { entryFolders, findVideoApps } from '../../../../electron/shell/system/video-apps.ts';

const entry = (lines: readonly string[]): string => ['# a comment', '[Desktop Entry]', 'Type=Application', ...lines].join('\n');
const player = ['Name=Player', 'Name[zh_CN]=播放器', 'Exec=player --new %U', 'MimeType=video/mp4;audio/mpeg;'];

describe('a desktop entry', () => {
  test('names the program, its command and its types', () => {
    const text = `${entry(player)}\n[Desktop Action new]\nName=Another\nExec=other`;
    expect(parseDesktopEntry(text, 'en')).toEqual({ name: 'Player', exec: 'player --new %U', mimeTypes: ['video/mp4', 'audio/mpeg'] });
    expect(parseDesktopEntry(text, 'zh_CN')?.name).toBe('播放器');
  });

  test('is ignored if it is hidden, for a terminal, not an application, or incomplete', () => {
    for (const line of ['Hidden=true', 'NoDisplay=true', 'Terminal=true'])
      expect(parseDesktopEntry(entry([...player, line]), 'en')).toBeNull();
    expect(parseDesktopEntry('[Desktop Entry]\nType=Link\nName=a\nExec=b', 'en')).toBeNull();
    expect([parseDesktopEntry(entry(['Name=a']), 'en'), parseDesktopEntry('', 'en')]).toEqual([null, null]);
  });
});

describe('a command', () => {
  const path = '/v/a "fox" $(rm -rf) %f; b.mp4';
  test('gets the path as one argument in place of the field code, otherwise at its end', () => {
    expect(commandFor('player --new %U', path)).toEqual(['player', '--new', path]);
    expect(commandFor('player %f --last', path)).toEqual(['player', path, '--last']);
    expect(commandFor('player', path)).toEqual(['player', path]);
  });

  test('is split at blanks outside quotes, and its other field codes are removed', () => {
    expect(commandFor('"/opt/My Player/run" --title "say \\"hi\\" \\$x" %i %c 100%% %u', path)).toEqual([
      '/opt/My Player/run',
      '--title',
      'say "hi" $x',
      '100%',
      path,
    ]);
    expect([commandFor('"open', path), commandFor('  ', path)]).toEqual([null, null]);
  });
});

describe('the installed programs', () => {
  function folders(): readonly string[] {
    const root = mkdtempSync(join(tmpdir(), 'apps-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    const [own, shared] = [join(root, 'own', 'applications'), join(root, 'shared', 'applications')] as const;
    mkdirSync(own, { recursive: true });
    mkdirSync(join(shared, 'kde'), { recursive: true });
    writeFileSync(join(own, 'hidden.desktop'), entry([...player, 'Hidden=true']));
    writeFileSync(join(shared, 'hidden.desktop'), entry(player));
    writeFileSync(join(shared, 'kde', 'player.desktop'), entry(player));
    writeFileSync(join(shared, 'editor.desktop'), entry(['Name=Editor', 'Exec=edit %f', 'MimeType=text/plain;']));
    writeFileSync(join(shared, 'cutter.desktop'), entry(['Name=Cutter', 'Exec=cutter %f', 'MimeType=video/mp4;']));
    return [own, join(root, 'gone'), shared];
  }

  test('for videos are listed by name; an entry of the user hides the system’s entry', async () => {
    expect((await findVideoApps(folders(), 'en')).map(({ id, name }) => [id, name])).toEqual([
      ['cutter.desktop', 'Cutter'],
      ['kde-player.desktop', 'Player'],
    ]);
  });

  test('are searched for in the folders that the environment names', () => {
    expect(entryFolders({ XDG_DATA_HOME: '/home/a/data', XDG_DATA_DIRS: '/usr/share:relative:/opt/share' })).toEqual([
      '/home/a/data/applications',
      '/usr/share/applications',
      '/opt/share/applications',
    ]);
  });

  test.skipIf(process.platform === 'win32')('are started with the unchanged path, and an unknown program is refused', async () => {
    const [own = ''] = folders();
    const written = join(own, 'written');
    writeFileSync(join(own, 'touch.desktop'), entry(['Name=Touch', `Exec=cp %f ${written}`, 'MimeType=video/mp4;']));
    const video = join(own, 'a "fox" $HOME.mp4');
    writeFileSync(video, 'fox');
    const environment = { XDG_DATA_HOME: join(own, '..'), XDG_DATA_DIRS: '/none' };
    const openWith = createOpenWith('linux', { chooseApp: async () => null, locale: () => 'en', environment });
    expect(await openWith.videoApps()).toEqual([{ id: 'touch.desktop', name: 'Touch' }]);
    expect(await openWith.openVideoWith(video, 'touch.desktop')).toBe('opened');
    await expect.poll(() => existsSync(written) && readFileSync(written, 'utf8')).toBe('fox');
    expect(await openWith.openVideoWith(video, 'other.desktop')).toBe('failed');
  });

  test('on macOS are chosen in a dialog; closing the dialog opens nothing', async () => {
    const openWith = createOpenWith('darwin', { chooseApp: async () => null, locale: () => 'en', environment: {} });
    expect([await openWith.videoApps(), await openWith.openVideoWith('/v/a.mp4', null)]).toEqual([null, 'cancelled']);
  });
});
