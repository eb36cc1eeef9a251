// The log level that a start is configured with.
import { type LogLevel, logLevels } from '../../core/ports.ts';

/** The level in force. The configured text is not kept: it may be anything, and must not reach the log. */
interface ChosenLevel {
  readonly level: LogLevel;
  /** True where the text is not the name of a level. */
  readonly isUnknown: boolean;
}

/**
 * Parses the value of `--log-level`, else of `EVOLINK_LOG_LEVEL`; empty where neither is set. Unknown text gives the default, `info`: a start must
 * not fail because of it, and the log reports it. Chromium has a switch of the same name for its own log: it takes numbers and ignores words.
 */
export function readLogLevel(text: string): ChosenLevel {
  const level = logLevels.find((name) => name === text);
  return { level: level ?? 'info', isUnknown: level === undefined && text !== '' };
}
