// The only entry point for calls from the window: checks the name, limits and parses the input, calls the handler and returns its result. It never
// throws: Electron would pass on only the message, and the stack belongs in the log.
import { z } from 'zod';
import { batchMaxCharacters } from '../../shared/batch/batch-limits.ts';
import type { AppError } from '../../shared/errors.ts';
import { type CallName, calls } from '../../shared/ipc.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { InvalidRowError } from '../db/rows/row-shape.ts';
import { databaseWriteErrorOf } from '../db/write-error.ts';
import type { Handlers } from './handlers/handler-types.ts';
import type { Log } from './ports.ts';
import { type InvalidRows, invalidRowError } from './recovery/invalid-rows.ts';

/** `name` and `input` are untrusted; only names of the contract are accepted. */
export type Dispatch = (name: unknown, input: unknown) => Promise<Result<unknown, AppError>>;

/**
 * A file of 100 MB, the largest that the contract allows, plus the rest of a call. Text is limited to that of a batch, the call with the most text.
 */
const maxBytes = 101 * 1024 * 1024;
const maxNodes = 100_000;
const maxDepth = 50;
const maxIssues = 10;

/**
 * Returns which limit on size or shape a value exceeds; null when it may be parsed. Iterative and bounded, so that a huge, deep or cyclic payload
 * needs no stack and little time.
 */
export function exceedsLimits(value: unknown): string | null {
  const todo: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let nodes = 0;
  let characters = 0;
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    nodes += 1;
    if (nodes > maxNodes) return 'too many values';
    if (next.depth > maxDepth) return 'nested too deeply';
    const { value: at, depth } = next;
    if (typeof at === 'string') {
      characters += at.length;
      if (characters > batchMaxCharacters) return 'too much text';
    } else if (ArrayBuffer.isView(at)) {
      if (at.byteLength > maxBytes) return 'too many bytes';
    } else if (typeof at === 'object' && at !== null) {
      if (Array.isArray(at) && at.length > maxNodes) return 'too many values';
      for (const [key, inner] of Object.entries(at)) {
        characters += key.length;
        todo.push({ value: inner, depth: depth + 1 });
        if (todo.length > maxNodes) return 'too many values';
      }
    }
  }
  return null;
}

function parseInput(name: CallName, input: unknown): Result<unknown, AppError> {
  const excess = exceedsLimits(input);
  if (excess !== null) return fail({ kind: 'invalid-input', issues: [excess] });
  const checked = calls[name].input.safeParse(input);
  if (checked.success) return ok(checked.data);
  // Names the path and the problem, never the value, which may be a key.
  const issues = checked.error.issues.slice(0, maxIssues).map(({ path, code }) => `${path.map(String).join('.').slice(0, 200)}: ${code}`);
  return fail({ kind: 'invalid-input', issues });
}

/** Built once by the composition. The returned function never rejects: a bug is logged and returned as `internal`. */
export function createDispatch(options: {
  handlers: Handlers;
  log: Log;
  invalidRows: Pick<InvalidRows, 'report'>;
  /** In development and tests: an output that violates the contract is a bug. */
  checksOutput: boolean;
}): Dispatch {
  const { handlers, log, invalidRows, checksOutput } = options;
  return async (name, input) => {
    try {
      if (typeof name !== 'string' || !Object.hasOwn(calls, name)) return fail({ kind: 'unknown-call' });
      const call = name as CallName;
      const given = parseInput(call, input);
      if (!given.ok) {
        // The window gets the error; the log also records which call was refused and why.
        if (given.error.kind === 'invalid-input') log.warn('call-refused', { call, issues: given.error.issues });
        return given;
      }
      const handler = handlers[call] as (input: unknown) => Result<unknown, AppError> | Promise<Result<unknown, AppError>>;
      const result = await handler(given.value);
      if (checksOutput && result.ok) {
        const checked = calls[call].output.safeParse(result.value);
        if (!checked.success) throw new Error(`${name} answered against the contract: ${z.prettifyError(checked.error)}`);
      }
      return result;
    } catch (error) {
      const writeError = databaseWriteErrorOf(error);
      if (writeError !== null) {
        log.warn('call-refused', { call: String(name).slice(0, 60), why: writeError.kind });
        return fail(writeError);
      }
      if (error instanceof InvalidRowError) return fail(invalidRowError(error, invalidRows.report(error)));
      return fail({ kind: 'internal', incident: log.incident(error, `call ${String(name).slice(0, 60)}`) });
    }
  };
}
