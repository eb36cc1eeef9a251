// Which level of the log a start asks for.
import type { LogLevel } from '../../core/ports.ts';

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** The level in force, and the word that was given where it is none. */
interface ChosenLevel {
  readonly level: LogLevel;
  /** Null where nothing was given, or a level. */
  readonly unknown: string | null;
}

/**
 * `given`: the value of `--log-level`, else of `EVOLINK_LOG_LEVEL`; empty where there is none. An unknown word gives the default, `info`: a start must
 * not fail because of it, and the log says so. Chromium has a switch of the same name for its own log: it takes numbers and ignores words.
 */
export function readLogLevel(given: string): ChosenLevel {
  const level = levels.find((one) => one === given);
  return { level: level ?? 'info', unknown: level === undefined && given !== '' ? given : null };
}
