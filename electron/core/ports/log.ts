import type { JsonValue } from '../../../shared/generation.ts';
import type { LogEvent } from './log-events.ts';

/** Levels from the least to the most important; lines below the chosen one are not written. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a line says besides its event: plain values, numbers with their unit in the name. */
export type LogFields = Readonly<Record<string, JsonValue>>;

/**
 * The log of the studio. Never given a key, a prompt, a link or a message of the service; a path only inside an error of the file system. Ids of the
 * service go through `redactId`, our own row ids are written as they are. No member throws.
 */
export interface Log {
  /** What is needed for minutes only. `fields` is called when the line is written, so that a line that is not costs next to nothing. */
  debug(event: LogEvent, fields?: () => LogFields): void;
  info(event: LogEvent, fields?: LogFields): void;
  /** What failed or needs attention, and is no bug. */
  warn(event: LogEvent, fields?: LogFields): void;
  /** Logs a bug once, at level `error`, with its stack, under an incident id that the user sees. Returns that id. */
  incident(error: unknown, where: string): string;
}
