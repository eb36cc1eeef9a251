// Opens a video in a program of the user's choice. Programs are started with a list of arguments and never through a shell.
// macOS: the user chooses an application in a dialog, which `open -a` starts. Windows: the system's own dialog. Linux: a list from the desktop entries.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Desktop } from '../../core/ports.ts';
import { commandFor } from './desktop-entry.ts';
import { entryFolders, findVideoApps } from './video-apps.ts';

/** The part of the `Desktop` port about programs for videos. */
export type OpenWith = Pick<Desktop, 'videoApps' | 'openVideoWith'>;

/** Starts a program that outlives the studio. Resolves to whether it was started. */
function start(program: string, args: readonly string[], options: { readonly windowsVerbatimArguments?: boolean } = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, detached: true, stdio: 'ignore', shell: false });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}

const opened = (isStarted: boolean): 'opened' | 'failed' => (isStarted ? 'opened' : 'failed');

/** `chooseApp`: asks for an application of macOS; null when the dialog was closed. `locale`: for the names of programs. `environment`: where desktop entries are. */
export function createOpenWith(
  platform: NodeJS.Platform,
  { chooseApp, locale, environment }: { chooseApp(): Promise<string | null>; locale(): string; readonly environment: NodeJS.ProcessEnv },
): OpenWith {
  switch (platform) {
    case 'darwin':
      return {
        videoApps: async () => null,
        async openVideoWith(path) {
          const app = await chooseApp();
          return app === null ? 'cancelled' : opened(await start('/usr/bin/open', ['-a', app, path]));
        },
      };
    case 'win32':
      return {
        videoApps: async () => null,
        async openVideoWith(path) {
          const program = join(environment.SystemRoot ?? 'C:\\Windows', 'System32', 'rundll32.exe');
          // `OpenAs_RunDLL` takes the rest of the command line as the path, without quotes. No path on Windows contains a quote.
          return opened(await start(program, ['shell32.dll,OpenAs_RunDLL', path], { windowsVerbatimArguments: true }));
        },
      };
    default: {
      const apps = () => findVideoApps(entryFolders(environment), locale());
      return {
        videoApps: async () => (await apps()).map(({ id, name }) => ({ id, name })),
        async openVideoWith(path, appId) {
          const app = (await apps()).find(({ id }) => id === appId);
          const [program, ...args] = app === undefined ? [] : (commandFor(app.exec, path) ?? []);
          return program === undefined ? 'failed' : opened(await start(program, args));
        },
      };
    }
  }
}
