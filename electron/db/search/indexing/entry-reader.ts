// Reads entries from the studio's database: the videos of a task, or the task itself if it has no videos. Runs in the search thread, over a
// read-only connection.
import { posix } from 'node:path';
import { z } from 'zod';
import type { GenerationRequest, JsonValue } from '../../../../shared/generation.ts';
import { findModel, kindOf, readShots, shotsPath } from '../../../../shared/models/index.ts';
import { type Entry, type EntryText, entryOfResult, entryOfTask } from '../../../../shared/search/entry.ts';
import { taskState } from '../../../../shared/task.ts';
import type { Database } from '../../database.ts';
import { booleanInteger, integer, json, real, text } from '../../rows/column-types.ts';
import { defineRow, type RowOf } from '../../rows/row-shape.ts';
import { requestOf, storedErrorOrNull, storedValue } from '../../rows/stored-json.ts';
import { DatabaseReadError } from '../search-problem.ts';
import { outcomeSql, resultsOutcomes, stateOfTask } from './entry-state.ts';

const entryRow = defineRow('task', {
  id: integer,
  state: taskState,
  model: text,
  request: json,
  error: json.nullable(),
  profileId: integer,
  profile: text,
  simulated: booleanInteger,
  createdAtMs: integer,
  creditsUsed: real.nullable(),
  creditsReserved: real.nullable(),
  serviceTaskId: text.nullable(),
  isFromVideo: booleanInteger,
  outcome: z.enum(resultsOutcomes),
});
type EntryRow = RowOf<typeof entryRow>;

const videoRow = defineRow('result', {
  id: integer,
  taskId: integer,
  state: z.enum(['stored', 'missing']),
  storedAtMs: integer,
  path: text.nullable(),
  bytes: integer.nullable(),
  durationSeconds: real.nullable(),
  hasAudio: booleanInteger.nullable(),
  rating: integer,
  flag: z.enum(['pick', 'reject']).nullable(),
  favourite: booleanInteger,
  title: text,
  notes: text,
  /** JSON: names, in alphabetical order. */
  tags: json,
  /** JSON: names of the manual collections that contain the video, in alphabetical order. */
  collections: json,
  trash: z.enum(['trashed']).nullable(),
});
type VideoRow = RowOf<typeof videoRow>;

const entryColumns = `t.id, t.state, t.model, t.request, t.error, t.profileId, p.name AS profile, t.simulated, t.createdAtMs, t.creditsUsed, t.creditsReserved,
  t.serviceTaskId, CASE WHEN json_valid(t.request) THEN EXISTS (
    SELECT 1 FROM json_each(t.request, '$.references') u JOIN reference f ON f.id = iif(u.type = 'object', u.value ->> '$.referenceId', NULL)
    WHERE f.sourceResultId IS NOT NULL) ELSE 0 END AS isFromVideo, ${outcomeSql('t.id')} AS outcome`;

/** The SQL statements. Exported for the tests of their query plans. */
export const entrySql = {
  tasks: `SELECT ${entryColumns} FROM task t JOIN profile p ON p.id = t.profileId WHERE t.id IN (SELECT value FROM json_each(:ids)) ORDER BY t.id`,
  videos: `SELECT r.id, r.taskId, r.state, r.storedAtMs, r.path, r.bytes, r.durationSeconds, r.hasAudio, r.trash,
      coalesce(j.rating, 0) AS rating, j.flag, coalesce(j.favourite, 0) AS favourite, coalesce(j.title, '') AS title, coalesce(j.notes, '') AS notes,
      (SELECT json_group_array(t.name ORDER BY t.foldedName) FROM video_tag v JOIN tag t ON t.id = v.tagId WHERE v.resultId = r.id) AS tags,
      (SELECT json_group_array(c.name ORDER BY c.foldedName) FROM collection_video v JOIN collection c ON c.id = v.collectionId
        WHERE v.resultId = r.id) AS collections
    FROM result r LEFT JOIN video_judgement j ON j.resultId = r.id
    WHERE r.taskId IN (SELECT value FROM json_each(:ids)) AND r.kind = 'video' AND r.storedAtMs IS NOT NULL AND r.trash IS NOT 'deleted'
    ORDER BY r.taskId, r.position`,
  idsBelow: 'SELECT id FROM task WHERE id < :below ORDER BY id DESC LIMIT :limit',
  countBelow: 'SELECT count(*) AS n FROM task WHERE id < :below',
  changes: 'SELECT seq, taskId FROM task_change WHERE seq > :after ORDER BY seq LIMIT :limit',
  lastChange: 'SELECT coalesce(max(seq), 0) AS n FROM task_change',
  lastTask: 'SELECT coalesce(max(id), 0) AS n FROM task',
  countChanges: 'SELECT count(*) AS n FROM task_change WHERE seq > :after',
  profiles: 'SELECT id, name FROM profile',
} as const;

const idRow = defineRow('task', { id: integer });
const countRow = defineRow('task', { n: integer });
const profileNameRow = defineRow('profile', { id: integer, name: text });
const changeRow = defineRow('task_change', { seq: integer, taskId: integer }, 'seq');
/** A changed task, and the sequence number of the change. */
type ChangeRow = RowOf<typeof changeRow>;

const textIn = (parameters: Readonly<Record<string, JsonValue>>, path: string): string => {
  const value = parameters[path];
  return typeof value === 'string' ? value : '';
};

function seedOf({ parameters }: GenerationRequest): number | null {
  const value = parameters.seed ?? parameters['model_params.seed'];
  return typeof value === 'number' ? value : null;
}

const nameList = z.array(z.string());
const namesIn = (names: string | undefined): readonly string[] => (names === undefined ? [] : storedValue(nameList, names, []));

const fileNameOf = (path: string | null): string => (path === null ? '' : posix.basename(path));

/** The texts in an error, such as its kind and message. Leaves out the sentence that the user reads, because it depends on the language. */
function errorText(stored: string | null): string {
  const error = storedErrorOrNull(stored);
  if (error === null) return '';
  return Object.values(error)
    .filter((value) => typeof value === 'string')
    .join(' ');
}

function textOf(row: EntryRow, request: GenerationRequest, video: VideoRow | null): EntryText {
  const model = findModel(row.model);
  return {
    prompt: request.prompt,
    negativePrompt: textIn(request.parameters, 'negative_prompt') || textIn(request.parameters, 'model_params.negative_prompt'),
    shots: readShots(request.parameters[shotsPath]).map((shot) => shot.prompt),
    title: video?.title ?? '',
    tags: namesIn(video?.tags),
    notes: video?.notes ?? '',
    collections: namesIn(video?.collections),
    model: model === undefined ? [row.model] : [row.model, model.name],
    fileName: fileNameOf(video?.path ?? null),
    serviceTaskId: row.serviceTaskId ?? '',
    error: row.state === 'failed' ? errorText(row.error) : '',
  };
}

function entryOf(row: EntryRow, request: GenerationRequest, video: VideoRow | null): Entry {
  return {
    id: video === null ? entryOfTask(row.id) : entryOfResult(video.id),
    taskId: row.id,
    atMs: video?.storedAtMs ?? row.createdAtMs,
    text: textOf(row, request, video),
    model: row.model,
    vendor: findModel(row.model)?.vendor ?? null,
    kind: kindOf(request),
    ratio: request.aspectRatio,
    quality: request.quality,
    durationSeconds: video?.durationSeconds ?? request.durationSeconds,
    hasAudio: video === null || video.hasAudio === null ? request.generateAudio : video.hasAudio === 1,
    hasReference: request.references.length > 0,
    isFromVideo: row.isFromVideo === 1,
    profileId: row.profileId,
    profile: row.profile,
    credits: row.creditsUsed ?? row.creditsReserved,
    seed: seedOf(request),
    bytes: video?.bytes ?? null,
    rating: video?.rating ?? 0,
    verdict: video?.flag ?? 'none',
    isFavourite: video?.favourite === 1,
    isSimulated: row.simulated === 1,
    state: video === null ? stateOfTask(row.state, row.outcome) : 'ready',
    fileState: video?.state ?? 'none',
    isTrashed: video !== null && video.trash !== null,
  };
}

function groupByTask(videos: readonly VideoRow[]): ReadonlyMap<number, readonly VideoRow[]> {
  const groups = new Map<number, VideoRow[]>();
  for (const video of videos) {
    const group = groups.get(video.taskId);
    if (group === undefined) groups.set(video.taskId, [video]);
    else group.push(video);
  }
  return groups;
}

/** Reads the data that is indexed. Every member throws `DatabaseReadError` if the database cannot be read. */
export interface EntryReader {
  /** All entries of these tasks. A task that does not exist or does not parse has no entries. */
  entriesOf(taskIds: readonly number[]): Entry[];
  /** Ids of the tasks below `below`, in descending order. */
  taskIdsBelow(below: number, limit: number): number[];
  countTasksBelow(below: number): number;
  /** The changes after a `seq`, in ascending order. */
  changesAfter(seq: number, limit: number): ChangeRow[];
  /** The `seq` of the newest change; 0 if there is none. */
  lastChangeSeq(): number;
  /** The largest id of a task; 0 if there is none. */
  lastTaskId(): number;
  countChangesAfter(seq: number): number;
  /** The names of the profiles by id. They are not part of the index: a rename would change every entry. */
  profileNames(): ReadonlyMap<number, string>;
}

/** Marks errors of the database, to distinguish them from errors of the index. */
function withReadErrors(reader: EntryReader): EntryReader {
  const guarded =
    <A extends readonly unknown[], R>(read: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return read(...args);
      } catch (error) {
        throw new DatabaseReadError(error);
      }
    };
  return {
    entriesOf: guarded(reader.entriesOf),
    taskIdsBelow: guarded(reader.taskIdsBelow),
    countTasksBelow: guarded(reader.countTasksBelow),
    changesAfter: guarded(reader.changesAfter),
    lastChangeSeq: guarded(reader.lastChangeSeq),
    lastTaskId: guarded(reader.lastTaskId),
    countChangesAfter: guarded(reader.countChangesAfter),
    profileNames: guarded(reader.profileNames),
  };
}

/** Prepares the statements on a connection to the studio's database. Its listener must accept rows that do not parse. */
export function createEntryReader(database: Database): EntryReader {
  type Ids = { readonly ids: string };
  const tasks = database.query<Ids, EntryRow>('search.tasks', entrySql.tasks, entryRow);
  const videos = database.query<Ids, VideoRow>('search.videos', entrySql.videos, videoRow);
  const idsBelow = database.query<{ below: number; limit: number }, { id: number }>('search.idsBelow', entrySql.idsBelow, idRow);
  const countBelow = database.query<{ below: number }, { n: number }>('search.countBelow', entrySql.countBelow, countRow);
  const changes = database.query<{ after: number; limit: number }, ChangeRow>('search.changes', entrySql.changes, changeRow);
  const lastChange = database.query<object, { n: number }>('search.lastChange', entrySql.lastChange, countRow);
  const lastTask = database.query<object, { n: number }>('search.lastTask', entrySql.lastTask, countRow);
  const countChanges = database.query<{ after: number }, { n: number }>('search.countChanges', entrySql.countChanges, countRow);
  const profiles = database.query<object, { id: number; name: string }>('search.profiles', entrySql.profiles, profileNameRow);

  return withReadErrors({
    entriesOf(taskIds) {
      const ids = JSON.stringify(taskIds);
      const videosByTask = groupByTask(videos.all({ ids }));
      return tasks.all({ ids }).flatMap((row) => {
        const entries = database.ifReadable(() => {
          const request = requestOf(row);
          const stored = videosByTask.get(row.id);
          return stored === undefined ? [entryOf(row, request, null)] : stored.map((video) => entryOf(row, request, video));
        });
        return entries ?? [];
      });
    },
    taskIdsBelow: (below, limit) => idsBelow.all({ below, limit }).map(({ id }) => id),
    countTasksBelow: (below) => countBelow.get({ below })?.n ?? 0,
    changesAfter: (after, limit) => changes.all({ after, limit }),
    lastChangeSeq: () => lastChange.get({})?.n ?? 0,
    lastTaskId: () => lastTask.get({})?.n ?? 0,
    countChangesAfter: (after) => countChanges.get({ after })?.n ?? 0,
    profileNames: () => new Map(profiles.all({}).map(({ id, name }) => [id, name])),
  });
}
