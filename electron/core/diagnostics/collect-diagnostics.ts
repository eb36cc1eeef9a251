// Collects the content of the diagnostics file: problematic tasks and the newest others, counts, settings, versions and the last lines of
// the log.
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

/** Maximum number of problematic tasks, and of other tasks. This is enough to see a pattern, and the file stays small enough to send. */
const maxTasks = 100;
/** Maximum number of file names of each kind to redact. The log lines cannot contain nearly as many. */
const maxNames = 2_000;

function journalOf(tables: Tables, id: number): readonly JournalEntry[] {
  return tables.journal.ofTask(id);
}

/** The names of recently added files, with and without extension, because a log may contain either. */
function fileNames(tables: Tables): readonly string[] {
  const rows = (['image', 'video', 'audio'] as const).flatMap((kind) => tables.references.recent(kind, null, maxNames));
  return rows.flatMap(({ name }) => [name, parse(name).name]);
}

const logLine = z.looseObject({ level: z.string() });

/** A parsed log line. For an unreadable line only its length is returned. Earlier versions wrote the level `error` as `bug`. */
function lineOf(line: string): unknown {
  try {
    const parsed = logLine.parse(JSON.parse(line));
    return parsed.level === 'bug' ? { ...parsed, level: 'error' } : parsed;
  } catch {
    return { unreadable: line.length };
  }
}

/**
 * Returns the name and content of the diagnostics file: JSON without keys, prompts, file names or paths of the user. Called when the
 * user saves it.
 */
export async function collectDiagnostics(deps: {
  tables: Tables;
  tasks: TaskStore;
  profiles: ProfileService;
  settings: SettingsStore;
  requestLog: RequestLog;
  clock: Clock;
  desktop: Desktop;
  app: StudioStatus['app'];
  freeBytes(): number | null;
}): Promise<{ readonly name: string; readonly content: string }> {
  const { tables, tasks, profiles, settings, requestLog, clock, desktop, app, freeBytes } = deps;
  const { home, versions, log } = await desktop.systemInfo();
  const nowMs = clock.now();
  const live = tasks.live();
  const problematic = live.filter(({ state }) => state === 'failed' || state === 'unconfirmed' || state === 'abandoned');
  const otherTasks = live.filter((task) => !problematic.includes(task));
  const includedTasks = [...problematic.slice(-maxTasks), ...otherTasks.slice(-maxTasks)];
  const counts: Record<string, number> = {};
  for (const { state } of live) counts[state] = (counts[state] ?? 0) + 1;
  const secrets: Secrets = {
    home,
    userTexts: [
      ...live.map(({ request }) => request.prompt),
      ...tables.prompts.newest(1_000).map(({ text }) => text),
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
    tasks: includedTasks.map((task) => redactTask(task, journalOf(tables, task.id), requestLog.ofTask(task.id))),
    log: log.map((line) => redactDeep(lineOf(line), secrets)),
  };
  const day = new Date(nowMs).toISOString().slice(0, 10);
  return { name: `evolink-studio-diagnostics-${day}.json`, content: `${JSON.stringify(redactDeep(bundle, secrets), null, 1)}\n` };
}
