// A real studio in a process that is meant to be killed. It loads, waits for its first command, carries out commands line by line, reports each
// action on descriptor 3 immediately, and kills itself with SIGKILL where the trial asks for an exact point.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import BetterSqlite, { type Statement } from 'better-sqlite3';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import { openRealStudio, type RealStudio, scaledDown } from '../../support/real-studio.ts';
import type { CoreCommand, CoreMessage, CoreReply, CoreStartOptions, ExactKillMoment } from './core-process.ts';
import { watchFileCalls } from './file-calls.ts';
import { commonClock } from './scaled-clock.ts';

function report(message: CoreMessage): void {
  try {
    writeSync(3, `${JSON.stringify(message)}\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0); // the trial itself is gone
    throw error;
  }
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;); // the signal takes every thread; nothing after it may run
}

/**
 * Counts the journal entries in the database driver, below all code of the studio: an entry is reported when its transaction is on disk. With a
 * death, the process kills itself just before or just after that moment of the given entry.
 */
function watchJournal(death: ExactKillMoment | null): void {
  let written = 0;
  let reported = 0;
  const { prepare, transaction } = BetterSqlite.prototype;
  BetterSqlite.prototype.prepare = function (this: BetterSqlite.Database, sql: string) {
    const statement = prepare.call(this, sql) as Statement;
    if (sql.includes('INSERT INTO task_journal')) {
      const run = statement.run.bind(statement);
      statement.run = (...values: unknown[]) => {
        const done = run(...values);
        written += 1;
        return done;
      };
    }
    return statement;
  } as typeof prepare;
  const isDue = (moment: 'before commit' | 'after commit'): boolean =>
    death?.at === 'entry' && death.moment === moment && written >= death.entry;
  BetterSqlite.prototype.transaction = function (this: BetterSqlite.Database, work: () => unknown) {
    const real = transaction.call(this, () => {
      const result = work();
      if (isDue('before commit')) die();
      return result;
    });
    // The only kind of transaction in the product.
    const immediate = (): unknown => {
      const result = real.immediate();
      if (isDue('after commit')) die();
      if (written > reported) report({ kind: 'written', entries: written });
      reported = written;
      return result;
    };
    return { immediate };
  } as unknown as typeof transaction;
}

let running: RealStudio | null = null;
let incidentsReported = 0;

async function begin({ directory, service, speed, startedAtMs, timeDivisor, death }: CoreStartOptions): Promise<void> {
  watchJournal(death);
  let fileCalls = 0;
  await watchFileCalls(join(directory, 'videos'), (call) => {
    fileCalls += 1;
    if (death?.at === 'file call' && fileCalls >= death.call) die();
    report({ kind: 'file', call });
  });
  running = openRealStudio({
    directory,
    service,
    clock: commonClock(speed, startedAtMs),
    http: createNodeHttpClient(),
    timings: scaledDown(productTimings, timeDivisor),
  });
  report({ kind: 'open' });
}

async function handleCommand({ n, name, input }: CoreCommand): Promise<void> {
  if (running === null) throw new Error('a command before the beginning');
  const result = (await running.studio.dispatch(name, input)) as CoreReply;
  const incidents = running.log.lines.filter((line) => line.startsWith('incident'));
  report({ kind: 'answer', n, result, incidents: incidents.slice(incidentsReported) });
  incidentsReported = incidents.length;
}

process.on('unhandledRejection', (reason) => {
  report({ kind: 'broke', why: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) });
  process.exit(70);
});
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const given = JSON.parse(line) as CoreStartOptions | CoreCommand;
    if ('directory' in given) void begin(given);
    else void handleCommand(given);
  })
  .on('close', () => process.exit(0));
report({ kind: 'warm' });
