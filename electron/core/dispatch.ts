// The only entry point for calls from the window. It validates name and arguments against the contract (`shared/ipc.ts`), limits their
// size, calls the handler and returns its result. It never throws, because Electron would pass on only the message, and the stack belongs in the log.
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

/** `name` and `input` are untrusted. Only names of the contract are accepted. */
export type Dispatch = (name: unknown, input: unknown) => Promise<Result<unknown, AppError>>;

/**
 * The size of a file of 100 MB, the largest that the contract allows, plus the rest of a call. Text has the limit of a batch, which is
 * the call with the most text.
 */
const maxBytes = 101 * 1024 * 1024;
const maxNodes = 100_000;
const maxDepth = 50;
const maxIssues = 10;

/**
 * Returns the limit on size or shape that a value exceeds; null if the value may be parsed. The check is iterative and bounded, so a
 * huge, deep or cyclic value takes little time and no stack.
 */
export function exceedsLimits(value: unknown): string | null {
  const pending: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let nodes = 0;
  let characters = 0;
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    nodes += 1;
    if (nodes > maxNodes) return 'too many values';
    if (item.depth > maxDepth) return 'nested too deeply';
    const { value: current, depth } = item;
    if (typeof current === 'string') {
      characters += current.length;
      if (characters > batchMaxCharacters) return 'too much text';
    } else if (ArrayBuffer.isView(current)) {
      if (current.byteLength > maxBytes) return 'too many bytes';
    } else if (typeof current === 'object' && current !== null) {
      if (Array.isArray(current) && current.length > maxNodes) return 'too many values';
      for (const [key, inner] of Object.entries(current)) {
        characters += key.length;
        pending.push({ value: inner, depth: depth + 1 });
        if (pending.length > maxNodes) return 'too many values';
      }
    }
  }
  return null;
}

function parseInput(name: CallName, input: unknown): Result<unknown, AppError> {
  const excess = exceedsLimits(input);
  if (excess !== null) return fail({ kind: 'invalid-input', issues: [excess] });
  const parsed = calls[name].input.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  // Contains the path and the problem, but never the value, which may be a key.
  const issues = parsed.error.issues.slice(0, maxIssues).map(({ path, code }) => `${path.map(String).join('.').slice(0, 200)}: ${code}`);
  return fail({ kind: 'invalid-input', issues });
}

/** Called once by `core/compose/`. The returned function never rejects: a bug is logged and returned as `internal`. */
export function createDispatch(options: {
  handlers: Handlers;
  log: Log;
  invalidRows: Pick<InvalidRows, 'report'>;
  /** True in development and tests, where an output that violates the contract is a bug. */
  checksOutput: boolean;
}): Dispatch {
  const { handlers, log, invalidRows, checksOutput } = options;
  return async (name, input) => {
    try {
      if (typeof name !== 'string' || !Object.hasOwn(calls, name)) return fail({ kind: 'unknown-call' });
      const call = name as CallName;
      const parsedInput = parseInput(call, input);
      if (!parsedInput.ok) {
        // The window gets the error. The log also records which call was refused, and why.
        if (parsedInput.error.kind === 'invalid-input') log.warn('call-refused', { call, issues: parsedInput.error.issues });
        return parsedInput;
      }
      const handler = handlers[call] as (input: unknown) => Result<unknown, AppError> | Promise<Result<unknown, AppError>>;
      const result = await handler(parsedInput.value);
      if (checksOutput && result.ok) {
        const parsed = calls[call].output.safeParse(result.value);
        if (!parsed.success) throw new Error(`${name} returned a value that violates the contract: ${z.prettifyError(parsed.error)}`);
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
