// Judging and the undo log over a real database, without the rest of the studio. Tests make calls as the window does, and dump what is
// stored.

import { composeJudging } from '../../electron/core/compose/compose-judging.ts';
import { newProfile, newResult } from '../../electron/core/tasks/row-factories.ts';
import { nothingMissing } from '../../electron/core/undo/replay.ts';
import type { Database } from '../../electron/db/database.ts';
import { openDatabase } from '../../electron/db/open-database.ts';
import { text } from '../../electron/db/rows/column-types.ts';
import { defineRow } from '../../electron/db/rows/row-shape.ts';
import { createTables, type Tables } from '../../electron/db/tables/tables.ts';
import type { AppError } from '../../shared/errors.ts';
import { type CallInput, type CallName, type CallOutput, calls, type StudioStatus } from '../../shared/ipc.ts';
import { ok, type Result } from '../../shared/result.ts';
import { completedTask } from './completed-task.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeDesktop } from './fake-desktop.ts';
import { createFakeJournalFiles, type FakeJournalFiles } from './fake-journal-files.ts';
import { createFakeLog } from './fake-log.ts';
import { openMigratedFile } from './migrated-file.ts';
import { fox } from './studio-bench.ts';

/** The calls of judging and undo. */
type JudgingCall = Extract<CallName, `${'judgement' | 'tags' | 'collections' | 'actions'}.${string}`>;

/** Judging over one open database. */
export interface Judging {
  readonly database: Database;
  readonly tables: Tables;
  readonly clock: FakeClock;
  readonly log: ReturnType<typeof createFakeLog>;
  /** The result ids of videos that were reported as changed, in order. */
  readonly changedVideoIds: number[];
  /** The running actions at each change of the status. */
  readonly progress: StudioStatus['actions']['running'][];
  call<N extends JudgingCall>(name: N, input: CallInput<N>): Promise<Result<CallOutput<N>, AppError>>;
  /** Returns the value, or fails the test. */
  must<N extends JudgingCall>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  status: ReturnType<typeof composeJudging>['status'];
  readonly journal: ReturnType<typeof composeJudging>['journal'];
  readonly putOnTop: ReturnType<typeof composeJudging>['putOnTop'];
  /** Ends running work and closes the database. */
  close(): Promise<void>;
}

/** The tables of the user's decisions, each with the columns that order its rows. `task_change` is left out because triggers write it. */
const judgementTables = {
  video_judgement: 'resultId',
  tag: 'id',
  video_tag: 'resultId, tagId',
  collection: 'id',
  collection_video: 'collectionId, resultId',
} as const;

/** Adds stored videos, each with its own task, and returns their result ids. */
export function seedVideos(tables: Tables, count: number): number[] {
  const address = 'http://127.0.0.1:9';
  return tables.transaction(() => {
    const profileId =
      tables.profiles.all()[0]?.id ??
      tables.profiles.insert(newProfile({ kind: 'evolink', name: 'Mine', apiBaseUrl: address, filesBaseUrl: address }, 1));
    const folderId = tables.results.folderId('/videos');
    return Array.from({ length: count }, (_, index) => {
      const taskId = tables.tasks.insert(completedTask(profileId, fox, `task-${index}`, index + 1));
      return tables.results.insert({
        ...newResult(taskId, 0, { kind: 'video', url: 'https://files.example/v.mp4' }, 2, 1),
        state: 'stored',
        nextAttemptAtMs: null,
        storedAtMs: index + 1,
        folderId,
        path: `${taskId}.mp4`,
        bytes: 1_000,
        modifiedAtMs: 1,
        sha256: 'a'.repeat(64),
      });
    });
  });
}

/** The ports around judging. Two databases with the same journals share a library folder. */
interface JudgingSurroundings {
  readonly journals?: FakeJournalFiles;
  readonly clock?: FakeClock;
  /** The identity of the database. */
  readonly identity?: string;
  /** Called for each changed video, inside the transaction that changes it. */
  onChanged?(resultId: number): void;
}

/** Opens, or creates, a database. The output of each call is parsed with the contract's schema. */
export function openJudging(path = ':memory:', surroundings: JudgingSurroundings = {}): Judging {
  const opened = openDatabase({ path, nowMs: 1, onSlowStatement: () => undefined, openFile: openMigratedFile });
  if (!opened.ok) throw new Error(opened.error.kind);
  const { database } = opened.value;
  const tables = createTables(database);
  const clock = surroundings.clock ?? createFakeClock();
  const journals = surroundings.journals ?? createFakeJournalFiles();
  const log = createFakeLog();
  const changedVideoIds: number[] = [];
  const progress: StudioStatus['actions']['running'][] = [];
  const judging: ReturnType<typeof composeJudging> = composeJudging({
    ports: { clock, desktop: createFakeDesktop(), log, journals },
    tables,
    renameReplayer: { replay: () => ok(nothingMissing) },
    trashReplayer: { replay: () => ok(nothingMissing) },
    discardReplayer: { replay: () => ok(nothingMissing) },
    folderIdentity: () => ({ isAvailable: async () => true }),
    folder: () => '/videos',
    identity: () => ({ id: surroundings.identity ?? 'database1', formerIds: [] }),
    libraryChanged(id) {
      changedVideoIds.push(id);
      surroundings.onChanged?.(id);
    },
    statusChanged() {
      progress.push(judging.status().actions.running);
    },
  });
  judging.begin();
  const call: Judging['call'] = async (name, input) => {
    const parsed = calls[name].input.parse(input);
    const result = (await judging.handlers[name](parsed as never)) as Result<never, AppError>;
    if (result.ok) calls[name].output.parse(result.value);
    return result;
  };
  return {
    database,
    tables,
    clock,
    log,
    changedVideoIds,
    progress,
    call,
    async must(name, input) {
      const result = await call(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
      return result.value;
    },
    status: judging.status,
    journal: judging.journal,
    putOnTop: judging.putOnTop,
    async close() {
      await judging.stop(2_000);
      database.close();
    },
  };
}

/** All rows of the judging tables, as one text. */
export function dumpJudgements(database: Database): string {
  const row = defineRow('dump', { line: text }, 'line');
  return Object.entries(judgementTables)
    .map(([table, order]) => {
      const columns = database
        .query<object, { line: string }>('columns', `SELECT name AS line FROM pragma_table_info('${table}') ORDER BY cid`, row)
        .all({})
        .map(({ line }) => line);
      const sql = `SELECT json_array(${columns.join(', ')}) AS line FROM ${table} ORDER BY ${order}`;
      return [
        table,
        ...database
          .query<object, { line: string }>('dump', sql, row)
          .all({})
          .map(({ line }) => line),
      ].join('\n');
    })
    .join('\n');
}
