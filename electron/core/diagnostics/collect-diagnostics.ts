// Puts the bundle for support together: the tasks in trouble and the newest others, counts, choices, versions and the last lines of the log.
import { parse } from 'node:path';
import { z } from 'zod';
import type { JsonValue } from '../../../shared/generation.ts';
import type { StudioStatus } from '../../../shared/ipc.ts';
import type { JournalEntry } from '../../../shared/task.ts';
import { latestFormat } from '../../db/migrations/index.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { ProfileService } from '../accounts/profile-service.ts';
import type { Clock, Desktop } from '../ports.ts';
import type { RequestLog } from '../service/request-log.ts';
import type { SettingsStore } from '../settings-store.ts';
import type { TaskStore } from '../tasks/task-store.ts';
import { redactDeep, redactSettings, redactTask, type Secrets } from './redact-diagnostics.ts';

/** Enough to see a pattern, and a file that can be sent. */
const mostTasks = 100;
/** Of each kind: far more than the lines of the log can speak of. */
const mostNames = 2_000;

function journalOf(tables: Tables, id: number): readonly JournalEntry[] {
  return tables.journal.ofTask(id);
}

/** The names of the files that were given lately, with and without their endings: both can stand in a log. */
function fileNames(tables: Tables): readonly string[] {
  const rows = (['image', 'video', 'audio'] as const).flatMap((kind) => tables.references.given(kind, null, mostNames));
  return rows.flatMap(({ name }) => [name, parse(name).name]);
}

const logLine = z.looseObject({ level: z.string() });

/** A line of the log; one that is not readable is only counted. Earlier versions wrote the level `error` as `bug`. */
function lineOf(line: string): unknown {
  try {
    const parsed = logLine.parse(JSON.parse(line));
    return parsed.level === 'bug' ? { ...parsed, level: 'error' } : parsed;
  } catch {
    return { unreadable: line.length };
  }
}

/**
 * The name and the content of the diagnostics file: JSON without keys, prompts, names of files or paths of the user. Called when the user
 * saves it.
 */
export async function collectDiagnostics(parts: {
  tables: Tables;
  tasks: TaskStore;
  profiles: ProfileService;
  settings: SettingsStore;
  trace: RequestLog;
  clock: Clock;
  desktop: Desktop;
  app: StudioStatus['app'];
  freeBytes(): number | null;
}): Promise<{ readonly name: string; readonly content: string }> {
  const { tables, tasks, profiles, settings, trace, clock, desktop, app, freeBytes } = parts;
  const { home, versions, log } = await desktop.systemInfo();
  const nowMs = clock.now();
  const live = tasks.live();
  const inTrouble = live.filter(({ state }) => state === 'failed' || state === 'unconfirmed' || state === 'abandoned');
  const others = live.filter((task) => !inTrouble.includes(task));
  const chosen = [...inTrouble.slice(-mostTasks), ...others.slice(-mostTasks)];
  const counts: Record<string, number> = {};
  for (const { state } of live) counts[state] = (counts[state] ?? 0) + 1;
  const secrets: Secrets = {
    home,
    written: [
      ...live.map(({ request }) => request.prompt),
      ...tables.prompts.search('', 1_000).map(({ text }) => text),
      ...profiles.list().map(({ name }) => name),
      ...fileNames(tables),
      settings.get().libraryFolder ?? '',
    ],
  };
  const bundle: JsonValue = {
    made: new Date(nowMs).toISOString(),
    app: { version: app.version, platform: app.platform },
    versions: { ...versions },
    format: latestFormat,
    freeBytes: freeBytes(),
    library: { ...tables.results.total() },
    settings: redactSettings(settings.get()),
    profiles: profiles
      .list()
      .map(({ id, kind, key, holds }) => ({ id, kind, key: key.state, holds: holds.map(({ error }) => error.kind) })),
    liveTasks: counts,
    tasks: chosen.map((task) => redactTask(task, journalOf(tables, task.id), trace.ofTask(task.id))),
    log: log.map((line) => redactDeep(lineOf(line), secrets)),
  };
  const day = new Date(nowMs).toISOString().slice(0, 10);
  return { name: `evolink-studio-diagnostics-${day}.json`, content: `${JSON.stringify(redactDeep(bundle, secrets), null, 1)}\n` };
}
