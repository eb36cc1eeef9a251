// A user-data folder as the studio wrote it with database format 020, and what a user saw in it then: `tests/e2e/fixtures/profile-020`.
// The names of tables, columns and settings in `putOldProfileInto` are those of format 020 and stay, whatever their present names are.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import type { CallName, CallOutput } from '../../shared/ipc.ts';
import type { TestInput } from './active-profile.ts';
import { withPresentNames } from './present-names.ts';

const fixture = join(import.meta.dirname, '../e2e/fixtures/profile-020');

/** The database of the fixture. Copy it before opening it, because opening writes. */
export const oldDatabase = join(fixture, 'home/profile/studio.sqlite');

/** The home folder in which the fixture was made; its database contains paths in it. */
const oldHome = '/old-profile-home';

/** The ids in the marker files of the library folders, by the folders' old paths. */
export function oldMarkers(): Readonly<Record<string, string>> {
  const idIn = (place: string): string =>
    (JSON.parse(readFileSync(join(fixture, 'home', place, '.evolink-studio-library.json'), 'utf8')) as { libraryId: string }).libraryId;
  return Object.fromEntries(['Videos/Evolink Studio', 'Drive/Videos of the studio'].map((place) => [`${oldHome}/${place}`, idIn(place)]));
}

/** The files of the library by their old paths. */
export function oldFiles(): Readonly<Record<string, { readonly bytes: number; readonly modifiedAtMs: number }>> {
  const found = Object.entries(oldView.times).map(([path, modifiedAtMs]) => {
    const bytes = statSync(join(fixture, 'home', path)).size;
    return [`${oldHome}/${path}`, { bytes, modifiedAtMs }] as const;
  });
  return Object.fromEntries(found);
}

type Line = readonly [fact: string, state: string, result: number | null];

export interface SeenResult {
  readonly number: number;
  readonly kind: string;
  readonly state: string;
  readonly problem: string | null;
  /** The user can keep it unverified. */
  readonly offered: boolean;
  readonly data: Readonly<Record<string, unknown>> | null;
}

export interface SeenTask {
  readonly number: number;
  readonly account: number;
  readonly prompt: string;
  readonly model: string;
  readonly seconds: number | null;
  readonly pictures: readonly (readonly [role: string, reference: number])[];
  readonly state: string;
  readonly hold: string | null;
  /** The outcome of the reconciliation of an unconfirmed task. */
  readonly searched: string | null;
  readonly problem: string | null;
  readonly simulated: boolean;
  readonly putAway: boolean;
  readonly madeFrom: number | null;
  readonly tryOf: readonly [task: number, number: number] | null;
  /** The service's id. */
  readonly service: string | null;
  /** Credits. */
  readonly used: number | null;
  readonly late: boolean | null;
  readonly earlier: string | null;
  readonly results: readonly SeenResult[];
  readonly history: readonly Line[];
  /** The number of requests in the history. */
  readonly requests: number;
  readonly tries: readonly number[];
}

/** Settings that were added later, as a profile that never had them reads them. */
export const laterSettings = {
  librarySort: 'newest',
  libraryGroup: 'day',
  trashDays: 30,
  libraryScope: 'videos',
  libraryLayout: 'grid',
  libraryTilePixels: 206,
  libraryPictureFit: 'fit',
  libraryStacks: false,
  libraryCollections: false,
  fileNameTemplate: '{date} {prompt} {model} {id}',
} as const;

/** What a user sees, in terms that are not names of the program. */
export interface ProfileView {
  readonly tasks: readonly SeenTask[];
  readonly library: readonly {
    readonly number: number;
    readonly task: number;
    readonly file: string;
    readonly prompt: string;
    readonly state: string;
    readonly bytesAre: string;
    readonly record: string | null;
    readonly size: number;
    readonly sha256: string;
    readonly width: number | null;
    readonly height: number | null;
    /** The duration of the video. */
    readonly seconds: number | null;
    readonly sound: boolean | null;
    readonly coding: string | null;
  }[];
  readonly accounts: readonly {
    readonly number: number;
    readonly kind: string;
    readonly name: string;
    /** The last characters of the key; null if the profile has no key. */
    readonly key: string | null;
    readonly paused: boolean;
    readonly perSecond: number;
    readonly holds: readonly (readonly [problem: string, ends: string])[];
  }[];
  readonly activeAccount: number | null;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly hosts: readonly string[];
  readonly composer: {
    readonly prompt: string;
    readonly pictures: readonly (readonly [string, number])[];
    readonly press: string | null;
    readonly from: number | null;
    readonly takenBack: boolean | null;
  };
  readonly prompts: readonly (readonly [text: string, uses: number, model: string])[];
  readonly templates: readonly (readonly [name: string, text: string])[];
  readonly values: readonly (readonly [name: string, value: string])[];
  readonly references: readonly {
    readonly number: number;
    readonly kind: 'image' | 'video' | 'audio';
    readonly type: string;
    readonly name: string;
    readonly size: number;
    readonly width: number | null;
    readonly height: number | null;
    readonly sha256: string;
    readonly whole: boolean | null;
    readonly corrections: readonly string[];
    readonly from: readonly [result: number, seconds: number | null] | null;
    readonly madeFrom: readonly [reference: number, how: string] | null;
    readonly tasks: number;
  }[];
  readonly elements: readonly (readonly [id: string, name: string, description: string, reference: number | null])[];
  readonly backups: readonly {
    readonly name: string;
    readonly reason: string;
    readonly tasks: number | null;
    readonly videos: number | null;
    readonly standing: string;
  }[];
}

/** The old view, with expectations about the files. */
export interface OldProfileView extends ProfileView {
  /** Waiting tasks by account, in their order. */
  readonly queue: Readonly<Record<string, readonly number[]>>;
  readonly move: { readonly to: string; readonly files: number; readonly failed: readonly (readonly [result: number, problem: string])[] };
  /** A stored batch, of which the first `made` tasks were created. */
  readonly batch: { readonly lines: number; readonly made: number };
  /** The modification time of each library file, by its path in the home folder. */
  readonly times: Readonly<Record<string, number>>;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** What the old studio showed of the profile, with present names. */
export const oldView = withPresentNames(JSON.parse(readFileSync(join(fixture, 'expected.json'), 'utf8'))) as OldProfileView;

const asJson = (path: string): string => JSON.stringify(path).slice(1, -1);

/**
 * Copies the folders of the old home into `folder`: `profile` (the user data), `Videos` and `Drive`. The database then contains the new paths
 * of the folders, and its own new path as that of its last start, so that it counts as the same profile and not as a copy.
 */
export function putOldProfileInto(folder: string): void {
  cpSync(join(fixture, 'home'), folder, { recursive: true, force: true });
  for (const [path, atMs] of Object.entries(oldView.times)) utimesSync(join(folder, path), atMs / 1_000, atMs / 1_000);
  const path = join(folder, 'profile', 'studio.sqlite');
  const database = new BetterSqlite(path);
  database.prepare('UPDATE folder SET path = replace(path, ?, ?)').run(oldHome, folder);
  database.prepare('UPDATE setting SET value = replace(value, ?, ?)').run(oldHome, asJson(folder));
  const place = createHash('sha256')
    .update(`${statSync(path, { bigint: true }).ino}\n${path}`)
    .digest('hex');
  database.prepare("UPDATE setting SET value = ? WHERE name = 'studio.identityPlace'").run(JSON.stringify(place));
  database.close();
}

type Call = <N extends CallName>(name: N, input: TestInput<N>) => Promise<CallOutput<N>>;

const kindOf = (error: { readonly kind: string } | null | undefined): string | null => error?.kind ?? null;

async function seenTask(call: Call, id: number): Promise<SeenTask> {
  const { task, journal, requestLog: events, lineage } = await call('tasks.read', { id });
  const { request } = task;
  const error = 'error' in task ? task.error : 'pollError' in task ? task.pollError : null;
  return {
    number: task.id,
    account: task.profileId,
    prompt: request.prompt,
    model: request.model,
    seconds: request.durationSeconds,
    pictures: request.references.map(({ role, referenceId }) => [role, referenceId] as const),
    state: task.state,
    hold: 'hold' in task ? task.hold : null,
    searched: 'reconciliation' in task ? task.reconciliation : null,
    problem: kindOf(error),
    simulated: task.simulated,
    putAway: task.dismissed,
    madeFrom: task.sourceTaskId,
    tryOf: task.retryOf === null ? null : [task.retryOf.of, task.retryOf.number],
    service: 'taskId' in task ? task.taskId : null,
    used: 'creditsUsed' in task ? task.creditsUsed : null,
    late: 'overdue' in task ? task.overdue : null,
    earlier: 'earlierSend' in task ? task.earlierSend : null,
    results: ('results' in task ? task.results : []).map((result) => ({
      number: result.id,
      kind: result.kind,
      state: result.state,
      problem: kindOf(result.error),
      offered: result.canKeepUnverified,
      data: result.data,
    })),
    history: journal.map(({ event: fact, state, resultId }) => [fact, state, resultId] as const),
    requests: events.length,
    tries: lineage.attempts.map((kin) => kin.id),
  };
}

async function seenReferences(call: Call): Promise<ProfileView['references']> {
  const all: ProfileView['references'][number][] = [];
  for (const kind of ['image', 'video', 'audio'] as const) {
    const { references } = await call('references.list', { kind, before: null, limit: 100 });
    for (const { reference, usedInTasks } of references) {
      const {
        id,
        mimeType,
        name,
        bytes,
        width,
        height,
        sha256,
        decoded,
        normalizeReasons: normalize,
        source,
        derivedFrom: madeFrom,
      } = reference;
      all.push({
        number: id,
        kind: reference.kind,
        type: mimeType,
        name,
        size: bytes,
        width,
        height,
        sha256,
        whole: decoded,
        corrections: normalize,
        from: source === null ? null : [source.resultId, source.atSeconds],
        madeFrom: madeFrom === null ? null : [madeFrom.referenceId, madeFrom.how],
        tasks: usedInTasks,
      });
    }
  }
  return all;
}

async function seenLibrary(call: Call): Promise<ProfileView['library']> {
  const { resultIds } = await call('library.index', {});
  const { items } = await call('library.records', { resultIds });
  return items.map((item) => ({
    number: item.resultId,
    task: item.id,
    file: item.fileName,
    prompt: item.request.prompt,
    state: item.state,
    bytesAre: item.verification,
    record: item.untaggedReason,
    size: item.bytes,
    sha256: item.sha256,
    width: item.width,
    height: item.height,
    seconds: item.durationSeconds,
    sound: item.hasAudio,
    coding: item.codec,
  }));
}

/** The old prompts, each searched for: the list shows the newest only. */
async function seenPrompts(call: Call): Promise<ProfileView['prompts']> {
  const all: (readonly [string, number, string])[] = [];
  for (const [text] of oldView.prompts) {
    const found = (await call('prompts.search', { query: text })).prompts.find((prompt) => prompt.text === text);
    if (found !== undefined) all.push([found.text, found.useCount, found.model]);
  }
  return all;
}

/** Reads what the user sees now. The tasks of the old profile are identified by their numbers. */
export async function readView(call: Call): Promise<ProfileView> {
  const { status } = await call('studio.snapshot', {});
  const tasks: SeenTask[] = [];
  for (const { number } of oldView.tasks) tasks.push(await seenTask(call, number));
  const { templates, values } = await call('templates.list', {});
  const { composer, composerSource } = status;
  return {
    tasks,
    library: await seenLibrary(call),
    accounts: status.profiles.map(({ id, kind, name, key, paused, requestsPerSecond, holds }) => ({
      number: id,
      kind,
      name,
      key: 'lastFour' in key ? key.lastFour : null,
      paused,
      perSecond: requestsPerSecond,
      holds: holds.map(({ error, ends }) => [error.kind, ends.kind] as const),
    })),
    activeAccount: status.activeProfileId,
    settings: status.settings,
    hosts: status.network.allowedHosts,
    composer: {
      prompt: composer?.prompt ?? '',
      pictures: (composer?.references ?? []).map(({ role, referenceId }) => [role, referenceId] as const),
      press: status.composerActionId,
      from: composerSource?.taskId ?? null,
      takenBack: composerSource?.isEdit ?? null,
    },
    prompts: await seenPrompts(call),
    templates: templates.map(({ name, text }) => [name, text] as const),
    values: values.map(({ name, value }) => [name, value] as const),
    references: await seenReferences(call),
    elements: (await call('elements.list', { profileId: 1 })).elements.map(
      ({ elementId, name, description, referenceId }) => [elementId, name, description, referenceId] as const,
    ),
    backups: (await call('backups.list', {})).backups.map(({ name, reason, tasks: count, videos, status: standing }) => ({
      name,
      reason,
      tasks: count,
      videos,
      standing,
    })),
  };
}

/**
 * The expected change of an old task by a start: a submitting task becomes unconfirmed, because its response was lost; a running download is
 * resumed, and the received bytes are kept. Every other task is unchanged.
 */
export function afterStart(task: SeenTask): SeenTask {
  const results = task.results.map((result) => (result.state === 'downloading' ? { ...result, state: 'available' } : result));
  const interrupted = task.results.filter(({ state }) => state === 'downloading');
  const lines = interrupted.map(({ number }): Line => ['download-interrupted', 'available', number]);
  const started: SeenTask = { ...task, results, history: [...task.history, ...lines] };
  if (task.state !== 'submitting') return started;
  const history: readonly Line[] = [...started.history, ['outcome-unknown', 'unconfirmed', null]];
  return { ...started, state: 'unconfirmed', searched: 'pending', problem: 'no-response', history };
}

/**
 * Returns a current task as the old profile showed it: without the later entries of its history, and with a download that began later still pending.
 */
export function withoutLaterChanges(then: SeenTask, now: SeenTask): SeenTask {
  const results = now.results.map((result) => (result.state === 'downloading' ? { ...result, state: 'available' } : result));
  return { ...now, results, history: now.history.slice(0, then.history.length), requests: Math.min(now.requests, then.requests) };
}
