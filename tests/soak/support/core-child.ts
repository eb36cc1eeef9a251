// A real studio in a process that the trial kills. The process loads, waits for its first command and executes commands line by line. It
// reports each action on descriptor 3 at once. If the trial requests an exact moment, the process kills itself with SIGKILL.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import BetterSqlite, { type Statement } from 'better-sqlite3';
import { createNodeHttpClient } from '../../../electron/adapters/http/node-http-client.ts';
import { productTimings } from '../../../electron/core/scheduling/timings.ts';
import { openRealStudio, type RealStudio, scaledDown } from '../../support/real-studio.ts';
import { commonClock } from '../../support/scaled-clock.ts';
import type { CoreCommand, CoreMessage, CoreReply, CoreStartOptions, ExactKillMoment } from './core-process.ts';
import { watchFileCalls } from './file-calls.ts';

function report(message: CoreMessage): void {
  try {
    writeSync(3, `${JSON.stringify(message)}\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0); // the trial itself has ended
    throw error;
  }
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;); // nothing may run until the signal has ended every thread
}

/**
 * Counts journal entries in the database driver, below all code of the studio. An entry is reported when its transaction is on disk. If
 * `death` names an entry, the process kills itself just before or just after that entry is on disk.
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
        const result = run(...values);
        written += 1;
        return result;
      };
    }
    return statement;
  } as typeof prepare;
  const isDue = (moment: 'before commit' | 'after commit'): boolean =>
    death?.at === 'entry' && death.moment === moment && written >= death.entry;
  BetterSqlite.prototype.transaction = function (this: BetterSqlite.Database, work: () => unknown) {
    const realTransaction = transaction.call(this, () => {
      const result = work();
      if (isDue('before commit')) die();
      return result;
    });
    // The studio uses only immediate transactions.
    const immediate = (): unknown => {
      const result = realTransaction.immediate();
      if (isDue('after commit')) die();
      if (written > reported) report({ kind: 'written', entries: written });
      reported = written;
      return result;
    };
    return { immediate };
  } as unknown as typeof transaction;
}

let studio: RealStudio | null = null;
let incidentsReported = 0;

async function begin({ directory, service, speed, startedAtMs, timeDivisor, death }: CoreStartOptions): Promise<void> {
  watchJournal(death);
  let fileCalls = 0;
  await watchFileCalls(join(directory, 'videos'), (call) => {
    fileCalls += 1;
    if (death?.at === 'file call' && fileCalls >= death.call) die();
    report({ kind: 'file', call });
  });
  studio = openRealStudio({
    directory,
    service,
    clock: commonClock(speed, startedAtMs),
    http: createNodeHttpClient(),
    timings: scaledDown(productTimings, timeDivisor),
  });
  report({ kind: 'open' });
}

async function handleCommand({ lastCallId: n, name, input }: CoreCommand): Promise<void> {
  if (studio === null) throw new Error('a command before the beginning');
  const result = (await studio.studio.dispatch(name, input)) as CoreReply;
  const incidents = studio.log.lines.filter((line) => line.startsWith('incident'));
  report({ kind: 'answer', lastCallId: n, result, incidents: incidents.slice(incidentsReported) });
  incidentsReported = incidents.length;
}

process.on('unhandledRejection', (reason) => {
  report({ kind: 'broke', why: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) });
  process.exit(70);
});
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const message = JSON.parse(line) as CoreStartOptions | CoreCommand;
    if ('directory' in message) void begin(message);
    else void handleCommand(message);
  })
  .on('close', () => process.exit(0));
report({ kind: 'warm' });
