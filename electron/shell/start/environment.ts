// The environment of a start: folders, languages, and command-line switches.
import { join } from 'node:path';
import type { App } from 'electron';
import { type Language, languageOf } from '../../../shared/text/index.ts';
import { productTimings, simulatorTimings } from '../../core/scheduling/timings.ts';
import type { StudioConfig } from '../../core/studio-config.ts';
import { createDatabaseSearchThread } from '../../db/search/search-thread.ts';
import { type BuiltPaths, builtPaths } from '../protocols/built-paths.ts';

/** What does not change while the app runs. */
export interface Environment {
  /** The folder of the studio's own files. */
  readonly userData: string;
  readonly logFolder: string;
  /** The user's languages in order of preference. */
  readonly systemLocales: readonly string[];
  /** The language until the database is open, or when it does not open: the user's own choice is in the database. */
  readonly systemLanguage: Language;
  /** The address of the development server; null in a build. */
  readonly development: string | null;
  readonly paths: BuiltPaths;
  /** A file that tests give the simulator; empty where there is none. */
  readonly tuningFile: string;
}

/** Reads once what does not change while the app runs. */
export function readEnvironment(app: App): Environment {
  // `--lang` applies to this start only and takes precedence.
  const systemLocales = [app.commandLine.getSwitchValue('lang'), ...app.getPreferredSystemLanguages(), app.getLocale()];
  return {
    userData: app.getPath('userData'),
    logFolder: app.getPath('logs'),
    systemLocales,
    systemLanguage: languageOf('system', systemLocales),
    development: app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null),
    paths: builtPaths(app.getAppPath()),
    tuningFile: app.isPackaged ? '' : app.commandLine.getSwitchValue('simulator-tuning'),
  };
}

/** Returns what the core needs to know about the app and this computer. */
export function studioConfig(app: App, { userData, systemLocales }: Environment): StudioConfig {
  return {
    databasePath: join(userData, 'studio.sqlite'),
    defaultLibraryFolder: join(app.getPath('videos'), 'Evolink Studio'),
    timings: { evolink: productTimings, simulator: simulatorTimings },
    app: {
      version: app.getVersion(),
      platform: process.platform as 'darwin' | 'win32' | 'linux',
      electron: process.versions.electron ?? '',
    },
    systemLocales,
    environmentKey: process.env.EVOLINK_API_KEY ?? null,
    searchThread: createDatabaseSearchThread,
    // Measurements use `--as-shipped` to run like a packaged app, without the check of outputs that only development makes.
    checksOutput: !app.isPackaged && !app.commandLine.hasSwitch('as-shipped'),
  };
}
