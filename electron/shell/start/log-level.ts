// Which level of the log a start asks for.
import type { LogLevel } from '../../core/ports.ts';

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** The level in force. The word that was given is not kept: it may be anything, and must not reach the log. */
interface ChosenLevel {
  readonly level: LogLevel;
  /** A word was given that names no level. */
  readonly isUnknown: boolean;
}

/**
 * `given`: the value of `--log-level`, else of `EVOLINK_LOG_LEVEL`; empty where there is none. An unknown word gives the default, `info`: a start must
 * not fail because of it, and the log says so. Chromium has a switch of the same name for its own log: it takes numbers and ignores words.
 */
export function readLogLevel(given: string): ChosenLevel {
  const level = levels.find((one) => one === given);
  return { level: level ?? 'info', isUnknown: level === undefined && given !== '' };
}
