// The part of the diagnostics file about this computer, and the newest lines of the log.
import { readFile } from 'node:fs/promises';
import { homedir, release, type } from 'node:os';
import { join } from 'node:path';
import { newestLogLines } from '../../adapters/log-lines.ts';
import type { Desktop } from '../../core/ports.ts';

/** Reads the log from its folder; a log that cannot be read has no lines. */
export async function systemInfo(logFolder: string): ReturnType<Desktop['systemInfo']> {
  // The older file first, so that the newest lines are at the end.
  const read = (name: string) => readFile(join(logFolder, name), 'utf8').catch(() => '');
  const lines = `${await read('studio.1.log')}${await read('studio.log')}`.split('\n').filter((line) => line !== '');
  const { electron = '', chrome = '', node = '' } = process.versions;
  const versions = { electron, chrome, node, system: `${type()} ${release()}`, architecture: process.arch };
  return { home: homedir(), versions, log: newestLogLines(lines) };
}
