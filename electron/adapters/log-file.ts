// The `Log` port as lines of JSON in a file of limited size. Lines are written synchronously, so that the last lines before a crash are not
// lost. Callers never pass keys or prompts. Values that look like keys or prompts are redacted anyway.
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../shared/generation.ts';
import { type Clock, type Log, type LogEvent, type LogFields, type LogLevel, logLevels, type Random } from '../core/ports.ts';

interface LogFileOptions {
  readonly folder: string;
  /** The least important level that is written. */
  readonly level: LogLevel;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'id'>;
  /** At this size, the file is renamed to `studio.1.log`, which replaces the previous file of that name. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 5 * 1024 * 1024;
const maxText = 8_000;
const maxDepth = 6;

/** Names of fields whose values never belong in a log. */
const secretNamePattern = /(^|[_-])(api[_-]?key|key|prompt|negative[_-]?prompt|authorization|cookie|password|secret|token)$/i;
const secretCamelCasePattern = /(Key|Prompt|Authorization|Password|Secret|Token)$/;
/** An idempotency key is not a secret. Support needs it first. */
const harmlessNamePattern = /^idempotency[_-]?key$/i;
const secretTextPatterns = [/\bsk-[A-Za-z0-9_-]{4,}/g, /\bBearer\s+\S+/gi];

/**
 * Creates the `Log` port on `studio.log` in the folder. It opens the file with the first line and never throws: a line that cannot be
 * written is lost. Built once by `electron/main.ts`; nothing has to be closed.
 */
export function createLogFile({ folder, level: minLevel, clock, random, maxBytes = defaultMaxBytes }: LogFileOptions): Log {
  const path = join(folder, 'studio.log');
  let file: { readonly descriptor: number; bytes: number } | null = null;

  const open = () => {
    mkdirSync(folder, { recursive: true });
    const descriptor = openSync(path, 'a');
    return { descriptor, bytes: fstatSync(descriptor).size };
  };
  const isWritten = (level: LogLevel): boolean => logLevels.indexOf(level) >= logLevels.indexOf(minLevel);
  const write = (level: LogLevel, event: LogEvent, fields: LogFields) => {
    if (!isWritten(level)) return;
    const line = `${JSON.stringify({ at: new Date(clock.now()).toISOString(), level, event, ...redactedFields(fields) })}\n`;
    try {
      file ??= open();
      if (file.bytes > 0 && file.bytes + Buffer.byteLength(line) > maxBytes) {
        closeSync(file.descriptor);
        file = null;
        renameSync(path, join(folder, 'studio.1.log'));
        file = open();
      }
      file.bytes += writeSync(file.descriptor, line);
    } catch {
      // A full disk or a removed folder must not cause a second failure; the next line opens the file again.
      if (file !== null) closeQuietly(file.descriptor);
      file = null;
    }
  };

  return {
    debug(event, fields) {
      if (isWritten('debug')) write('debug', event, fields?.() ?? {});
    },
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    incident(error, where) {
      const incident = random.id(8);
      write('error', 'incident', { incident, where, error: describeError(error) });
      return incident;
    },
  };
}

/** Returns the fields, with everything that looks like a key or a prompt redacted. */
export function redactedFields(fields: LogFields): LogFields {
  return redactRecord(fields, 0);
}

function redactRecord(fields: LogFields, depth: number): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      redactText(name),
      isSecretName(name) && value !== null ? '[left out]' : redact(value, depth),
    ]),
  );
}

function redact(value: JsonValue, depth: number): JsonValue {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.slice(0, 100).map((item: JsonValue) => redact(item, depth + 1));
  return redactRecord(value as LogFields, depth + 1);
}

function redactText(text: string): string {
  const shortened = text.length > maxText ? `${text.slice(0, maxText)}…` : text;
  return secretTextPatterns.reduce((redacted, pattern) => redacted.replace(pattern, '[key]'), shortened);
}

function isSecretName(name: string): boolean {
  return !harmlessNamePattern.test(name) && (secretNamePattern.test(name) || secretCamelCasePattern.test(name));
}

/** Returns the stack of an error and of its causes. */
function describeError(error: unknown): string {
  const parts: string[] = [];
  for (let current: unknown = error; current !== undefined && parts.length < 5; ) {
    parts.push(current instanceof Error ? (current.stack ?? `${current.name}: ${current.message}`) : safeText(current));
    current = current instanceof Error ? current.cause : undefined;
  }
  return parts.join('\ncaused by ');
}

function safeText(value: unknown): string {
  try {
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  } catch {
    return 'something that cannot be written down';
  }
}

function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // The file was already closed.
  }
}
