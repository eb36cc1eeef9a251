import type { JsonValue } from '../../../shared/generation.ts';
import type { LogEvent } from './log-events.ts';

/** Levels from the least to the most important. Lines below the configured level are not written. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
/** The level of a log line. */
export type LogLevel = (typeof logLevels)[number];

/** The fields of a line besides its event: plain values. Names of numbers contain the unit. */
export type LogFields = Readonly<Record<string, JsonValue>>;

/**
 * The log of the studio. Never pass a key, a prompt, a link or a message of the service. Paths may appear only inside errors of the file
 * system. Ids of the service go through `redactId`; our own row ids are written unchanged. No member throws.
 */
export interface Log {
  /**
   * Logs a detail that is only useful for a short time. `fields` is called only if the line is written, so a suppressed line costs
   * almost nothing.
   */
  debug(event: LogEvent, fields?: () => LogFields): void;
  /** Logs a normal event. */
  info(event: LogEvent, fields?: LogFields): void;
  /** Logs a failure or warning that is not a bug. */
  warn(event: LogEvent, fields?: LogFields): void;
  /** Logs a bug once, with its stack, at level `error`. Returns the incident id that the user sees. */
  incident(error: unknown, where: string): string;
}
