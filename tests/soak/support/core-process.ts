// Controls a studio core in a child process (`core-child.ts`): starts, calls and kills the core, and receives its reports.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { AppError } from '../../../shared/errors.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/result.ts';

/**
 * Where the process kills itself with SIGKILL: at a journal entry, or before a call that changes a library file. Both are counted from its
 * start.
 */
export type ExactKillMoment =
  | { readonly at: 'entry'; readonly entry: number; readonly moment: 'before commit' | 'after commit' }
  | { readonly at: 'file call'; readonly call: number };

export interface CoreStartOptions {
  readonly directory: string;
  readonly service: { readonly api: string; readonly files: string };
  /** The speed of the accelerated clock that all processes of a run share. */
  readonly speed: number;
  readonly startedAtMs: number;
  /** Divides the studio's waits, in addition to the speed. */
  readonly timeDivisor: number;
  readonly death: ExactKillMoment | null;
}

export type CoreReply = Result<unknown, AppError>;
export type CoreCommand = { readonly lastCallId: number; readonly name: string; readonly input: unknown };
export type CoreMessage =
  | { readonly kind: 'warm' | 'open' }
  | { readonly kind: 'written'; readonly entries: number }
  | { readonly kind: 'file'; readonly call: string }
  | { readonly kind: 'answer'; readonly lastCallId: number; readonly result: CoreReply; readonly incidents: readonly string[] }
  | { readonly kind: 'broke'; readonly why: string };

export interface Core {
  readonly pid: number;
  /** Resolves when everything is loaded, or when the process has died. */
  readonly warm: Promise<void>;
  begin(beginning: CoreStartOptions): void;
  /** Resolves with true when the studio is open, and with false if the process dies before. */
  readonly opened: Promise<boolean>;
  /** Resolves with `null` if the process dies before it answers. The call may have been executed or not. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError> | null>;
  isAlive(): boolean;
  /** The number of journal entries that this process has reported as on disk. */
  entries(): number;
  /** Calls that changed a file of the library, in order. */
  readonly fileCalls: readonly string[];
  /** The bugs that the process logged, and the reason if it ended without being killed. */
  readonly problems: readonly string[];
  kill(): void;
  /** Closes the input of the process, so that it exits, even if it runs below another program. */
  closeInput(): void;
  /** Whether `kill` or `closeInput` ended the process. False if the process killed itself at its exact moment. */
  wasKilled(): boolean;
  readonly exited: Promise<void>;
}

/** Starts a process that loads everything and waits. `through` is a command below which it runs, for example a tracer. */
export function warmCore(script: string, through: readonly string[] = []): Core {
  const [command = '', ...args] = [...through, process.execPath, '--no-warnings', script];
  const child: ChildProcess = spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit', 'pipe'] });
  const { stdin } = child;
  const reports = child.stdio[3];
  if (stdin === null || reports === null || reports === undefined || !('on' in reports) || !('read' in reports))
    throw new Error('no pipes');
  const pendingCalls = new Map<number, (result: CoreReply | null) => void>();
  const problems: string[] = [];
  const fileCalls: string[] = [];
  let alive = true;
  let isKilled = false;
  let entries = 0;
  let lastCallId = 0;
  let resolveWarm: () => void = () => undefined;
  const warm = new Promise<void>((resolve) => {
    resolveWarm = resolve;
  });
  let resolveOpened: (isOpen: boolean) => void = () => undefined;
  const opened = new Promise<boolean>((resolve) => {
    resolveOpened = resolve;
  });
  stdin.on('error', () => undefined); // the process died during a write; `exited` reports that
  createInterface({ input: reports }).on('line', (line) => {
    // The kill may have cut the last line, which is then ignored.
    let message: CoreMessage;
    try {
      message = JSON.parse(line) as CoreMessage;
    } catch {
      return;
    }
    if (message.kind === 'warm') resolveWarm();
    else if (message.kind === 'open') resolveOpened(true);
    else if (message.kind === 'written') entries = message.entries;
    else if (message.kind === 'file') fileCalls.push(message.call);
    else if (message.kind === 'broke') problems.push(message.why);
    else if (message.kind === 'answer') {
      problems.push(...message.incidents);
      pendingCalls.get(message.lastCallId)?.(message.result);
      pendingCalls.delete(message.lastCallId);
    }
  });
  const exited = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      alive = false;
      if (signal !== 'SIGKILL' && !isKilled) problems.push(`ended by itself: ${signal ?? code}`);
      resolveWarm();
      resolveOpened(false);
      for (const resolveCall of pendingCalls.values()) resolveCall(null);
      pendingCalls.clear();
      resolve();
    });
  });
  const write = (value: CoreStartOptions | CoreCommand): void => void stdin.write(`${JSON.stringify(value)}\n`);
  return {
    pid: child.pid ?? 0,
    warm,
    begin: write,
    opened,
    call: (name, input) =>
      new Promise((resolve) => {
        if (!alive) return resolve(null);
        lastCallId += 1;
        pendingCalls.set(lastCallId, resolve as (result: CoreReply | null) => void);
        write({ lastCallId, name, input });
      }),
    isAlive: () => alive,
    entries: () => entries,
    fileCalls,
    problems,
    kill() {
      if (alive) isKilled = child.kill('SIGKILL') || isKilled;
    },
    closeInput() {
      isKilled = true;
      stdin.end();
    },
    wasKilled: () => isKilled,
    exited,
  };
}
