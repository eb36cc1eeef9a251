// What a library consists of while no studio has it open: the rows of its database and the files of its folder. Also what must only grow.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { databaseIn, folderIn } from './walk-library.ts';

/** Tables whose rows must be the same, apart from these columns. */
const comparedTables: Readonly<Record<string, readonly string[]>> = {
  profile: [],
  folder: [],
  result: [],
  library_total: [],
  service_response: [],
  reference: [],
  upload: [],
  task_reference: [],
  prompt: [],
  prompt_template: [],
  prompt_variable: [],
  user_action_task: [],
  task: ['changedAtMs'],
  file_move: [],
  stack: [],
  stack_task: [],
  stack_top: [],
  video_judgement: [],
  tag: [],
  video_tag: [],
  collection: [],
  collection_video: [],
  trash_intent: [],
};
/** Journals: no row may disappear or change. */
const journalTables = ['task_journal', 'request_log', 'library_uid'] as const;
/** Tables that are not compared, each with the reason. */
const otherTables: Readonly<Record<string, string>> = {
  action_log: 'the undo log itself',
  action_part: 'the undo log itself',
  library_journal_entry: 'the newest value of each field, with the counter of its change',
  library_journal_change: 'changes that are not entries of the library journal yet',
  setting: 'counters, and the progress of background work',
  task_change: 'what the search index has not read yet',
  search_refresh: 'what the search index has not read yet',
  prompt_search: 'an index of `prompt`',
};

/** The compared state, as sorted lines. */
export interface LibraryState {
  /** Rows and media files. */
  readonly lines: readonly string[];
  /** The rows of the journals. */
  readonly journalRows: ReadonlySet<string>;
  /** The journals in the folder by file name. */
  readonly journalFiles: Readonly<Record<string, string>>;
}

const isIgnored = (table: string): boolean => table in otherTables || table.startsWith('prompt_search_') || table.startsWith('sqlite_');

function rowsOf(database: BetterSqlite.Database, table: string, ignored: readonly string[]): string[] {
  const columns = database.pragma(`table_info(${table})`) as { readonly name: string }[];
  const names = columns.map(({ name }) => name).filter((name) => !ignored.includes(name));
  const rows = database.prepare(`SELECT json_array(${names.join(', ')}) AS line FROM ${table}`).all() as { readonly line: string }[];
  return rows.map(({ line }) => `${table} ${line}`).sort();
}

/** The paths of all files below the library folder. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Columns that a redo writes anew: the time of a discard. */
const columnsOfRedo: Readonly<Record<string, readonly string[]>> = { task: ['endedAtMs'] };

/** Reads the state, for redo without `columnsOfRedo`. Throws if the schema has a table that this file does not know. */
export function readLibraryState(directory: string, direction: 'undo' | 'redo'): LibraryState {
  const database = new BetterSqlite(databaseIn(directory), { readonly: true });
  const tables = (database.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all() as { readonly name: string }[]).map(
    ({ name }) => name,
  );
  const unknown = tables.filter((name) => !(name in comparedTables) && !journalTables.some((each) => each === name) && !isIgnored(name));
  if (unknown.length > 0) throw new Error(`not listed: ${unknown.join(', ')}`);
  const ignoredByRedo = direction === 'redo' ? columnsOfRedo : {};
  const rows = Object.entries(comparedTables).flatMap(([table, ignored]) =>
    rowsOf(database, table, [...ignored, ...(ignoredByRedo[table] ?? [])]),
  );
  const journalRows = new Set(journalTables.flatMap((table) => rowsOf(database, table, [])));
  database.close();
  const folder = folderIn(directory);
  const journals = filesIn(folder).filter((path) => path.endsWith('.jsonl'));
  const media = filesIn(folder)
    .filter((path) => path.endsWith('.mp4'))
    .map((path) => `file ${path.slice(folder.length)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`);
  return {
    lines: [...rows, ...media.sort()],
    journalRows,
    journalFiles: Object.fromEntries(journals.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')])),
  };
}

/** The number of actions that the undo log has ever recorded. */
export function countRecorded(directory: string): number {
  const database = new BetterSqlite(databaseIn(directory), { readonly: true });
  const row = database.prepare(`SELECT seq FROM sqlite_sequence WHERE name = 'action_log'`).get() as { readonly seq: number } | undefined;
  database.close();
  return row?.seq ?? 0;
}

/** Empties the undo log. */
export function forgetActions(directory: string): void {
  const database = new BetterSqlite(databaseIn(directory));
  database.exec('DELETE FROM action_part; DELETE FROM action_log');
  database.close();
}

/** The lines that only one of the states has, each with `-` or `+`. */
export function differencesOf(before: LibraryState, after: LibraryState): readonly string[] {
  const [old, current] = [new Set(before.lines), new Set(after.lines)];
  return [
    ...before.lines.filter((line) => !current.has(line)).map((line) => `- ${line}`),
    ...after.lines.filter((line) => !old.has(line)).map((line) => `+ ${line}`),
  ];
}

/** The journals that have lost something. */
export function shrunkJournals(before: LibraryState, after: LibraryState): readonly string[] {
  return [
    ...[...before.journalRows].filter((line) => !after.journalRows.has(line)),
    ...Object.entries(before.journalFiles).flatMap(([name, text]) => (after.journalFiles[name]?.startsWith(text) ? [] : [name])),
  ];
}
