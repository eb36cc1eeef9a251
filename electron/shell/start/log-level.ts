// Reads the configured log level when the studio starts.
import { type LogLevel, logLevels } from '../../core/ports.ts';

/** The log level to use. The configured text is not kept, because it may be anything and must not reach the log. */
interface LogLevelChoice {
  readonly level: LogLevel;
  /** True where the text is not the name of a level. */
  readonly isUnknown: boolean;
}

/**
 * Parses the value of `--log-level` or else of `EVOLINK_LOG_LEVEL`; an empty text means that neither is set. An unknown text gives the default, `info`,
 * so that the studio still starts, and the log reports it. Chromium's own switch of the same name expects a number and ignores other values.
 */
export function readLogLevel(text: string): LogLevelChoice {
  const level = logLevels.find((name) => name === text);
  return { level: level ?? 'info', isUnknown: level === undefined && text !== '' };
}
