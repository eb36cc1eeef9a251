// Every SQL statement about tasks, their clips and their links.
import { z } from 'zod';
import { type ClipSpec, clipSpec } from '../media/clip-renderer.ts';
import { outcomeText } from '../tasks/scripted-outcomes.ts';
import type { SimulatorDatabase } from './simulator-database.ts';
import { insertSql, jsonText, prepareSelect } from './simulator-rows.ts';

const clipList = z.array(clipSpec);

/** A row of the table `tasks`. Times are in milliseconds of the simulator's clock, amounts in UC. */
const taskRow = z.object({
  /** Counts the tasks in the order of acceptance. */
  number: z.int(),
  id: z.string(),
  account: z.string(),
  model: z.string(),
  /** The request as JSON text. */
  body: jsonText(z.unknown()),
  idempotency_key: z.string().nullable(),
  /** Names of fields without effect, as a JSON list. */
  ignored: jsonText(z.array(z.string())),
  /** The kind of result that the model makes. */
  output: z.enum(['video', 'element', 'character']),
  /** `ClipSpec[]` as JSON text: the clips to render. */
  clips: jsonText(clipList),
  /** A `ScriptedOutcome` as JSON text, decided at acceptance. */
  outcome: outcomeText,
  created_ms: z.number(),
  /** The time from acceptance to completion. */
  progress_ms: z.number(),
  billing_rule: z.string(),
  reserved_uc: z.number(),
  price_uc: z.number(),
  /** The number of rendered clips. */
  rendered: z.int(),
  /** When the last clip was rendered; null before. */
  rendered_ms: z.number().nullable(),
  /** Why a clip could not be rendered; null where none failed. */
  render_error: z.string().nullable(),
  state: z.enum(['open', 'completed', 'failed', 'cancelled']),
  /** null while the task is open. */
  ended_ms: z.number().nullable(),
  /** null unless the task failed. */
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
});
/** A parsed row of the table `tasks`. */
export type SimulatedTaskRow = Readonly<z.infer<typeof taskRow>>;

/** The row of a task at its acceptance. */
export type NewTask = Omit<
  SimulatedTaskRow,
  'number' | 'rendered' | 'rendered_ms' | 'render_error' | 'state' | 'ended_ms' | 'error_code' | 'error_message'
>;
const columnsSetLater = ['number', 'rendered', 'rendered_ms', 'render_error', 'state', 'ended_ms', 'error_code', 'error_message'];
const newTaskColumns = Object.keys(taskRow.shape).filter((name) => !columnsSetLater.includes(name));

const spendingRow = taskRow.pick({ created_ms: true, state: true, reserved_uc: true, price_uc: true });
/** The credits that a task cost, or reserves while it is open. */
type SpendingRow = Readonly<z.infer<typeof spendingRow>>;

const clipRow = z.object({
  blob: z.string(),
  task_id: z.string(),
  /** The index of the result in its task. */
  result_index: z.int(),
  bytes: z.int(),
  sha256: z.string(),
  made_ms: z.number(),
  content_type: z.string(),
});
type ClipRow = Readonly<z.infer<typeof clipRow>>;

const linkRow = z.object({
  /** Its path on the files host. */
  path: z.string(),
  task_id: z.string(),
  /** The index of the result in its task. */
  result_index: z.int(),
  expires_ms: z.number(),
  /** 1 while the task's results list it, otherwise 0. */
  current: z.int(),
});
/** A link to a result. */
export type LinkRow = Readonly<z.infer<typeof linkRow>>;

const storedReplyRow = z.object({ body_sha256: z.string(), reply: z.string() });

/** The statements of the tables `tasks`, `clips`, `links` and of the idempotency keys. */
export interface SimulatedTaskTable {
  insert(task: NewTask): void;
  /** The task with this id; null where there is none. */
  find(id: string): SimulatedTaskRow | null;
  /** The newest first. */
  ofAccount(account: string): readonly SimulatedTaskRow[];
  /** The oldest first. */
  all(): readonly SimulatedTaskRow[];
  /** Returns the credits that each of an account's tasks cost or reserves, and when the task was accepted. */
  spending(account: string): readonly SpendingRow[];
  /** Tasks that have not ended, the oldest first. */
  open(): readonly SimulatedTaskRow[];
  /** Open tasks that may end at `nowMs`: their time is over and all their clips are rendered. The oldest first. Called before every reply. */
  due(nowMs: number): readonly SimulatedTaskRow[];
  /** Ends an open task; does nothing when it has ended already. */
  end(
    id: string,
    state: 'completed' | 'failed' | 'cancelled',
    endedMs: number,
    error: { readonly code: string; readonly message: string } | null,
  ): void;
  /** Adds a clip whose blob is stored. */
  addClip(clip: ClipRow): void;
  /** Records that all `count` clips were rendered by `renderedMs`. */
  setRendered(id: string, count: number, renderedMs: number): void;
  /** Records why a clip could not be rendered: the task then fails when it is due. */
  setRenderError(id: string, reason: string): void;
  /** The clip of a result; null where it is not rendered yet. */
  clip(taskId: string, resultIndex: number): ClipRow | null;
  /** The names of the blobs of all clips. */
  clipBlobs(): readonly string[];
  /** Deletes the row of a clip; its blob stays. */
  deleteClip(blob: string): void;
  addLink(path: string, taskId: string, resultIndex: number, expiresMs: number): void;
  /** The link at a path of the files host, also an expired one; null where there is none. */
  link(path: string): LinkRow | null;
  /** The current links, in the order of the results. */
  links(taskId: string): readonly LinkRow[];
  /** Lets a task's links expire at `atMs`; `retire` also removes them from the task's results. */
  expireLinks(taskId: string, atMs: number, retire: boolean): void;
  /** The reply that was sent for an idempotency key of this account, and the SHA-256 of its request; null for a new key. */
  storedReply(account: string, key: string): { readonly body_sha256: string; readonly reply: string } | null;
  /** Stores the reply of an idempotency key. */
  storeReply(account: string, key: string, bodySha256: string, reply: string): void;
}

/** Prepares the statements. */
export function createSimulatedTaskTable(database: SimulatorDatabase): SimulatedTaskTable {
  const insert = database.prepare(insertSql('tasks', newTaskColumns));
  const find = prepareSelect<[string], typeof taskRow>(database, taskRow, 'FROM tasks WHERE id = ?');
  const ofAccount = prepareSelect<[string], typeof taskRow>(database, taskRow, 'FROM tasks WHERE account = ? ORDER BY number DESC');
  const all = prepareSelect<[], typeof taskRow>(database, taskRow, 'FROM tasks ORDER BY number');
  const open = prepareSelect<[], typeof taskRow>(database, taskRow, "FROM tasks WHERE state = 'open' ORDER BY number");
  // With the index `tasks_due` SQLite reads no task that is not due yet.
  const due = prepareSelect<[number], typeof taskRow>(
    database,
    taskRow,
    `FROM tasks WHERE state = 'open' AND created_ms + progress_ms <= ?
      AND (render_error IS NOT NULL OR outcome ->> '$.kind' <> 'completes' OR rendered >= json_array_length(clips)) ORDER BY number`,
  );
  const spending = prepareSelect<[string], typeof spendingRow>(database, spendingRow, 'FROM tasks WHERE account = ?');
  const end = database.prepare(
    "UPDATE tasks SET state = ?, ended_ms = ?, error_code = ?, error_message = ? WHERE id = ? AND state = 'open'",
  );
  const addClip = database.prepare(insertSql('clips', Object.keys(clipRow.shape)));
  const setRendered = database.prepare('UPDATE tasks SET rendered = ?, rendered_ms = ? WHERE id = ?');
  const setRenderError = database.prepare('UPDATE tasks SET render_error = ? WHERE id = ?');
  const clip = prepareSelect<[string, number], typeof clipRow>(database, clipRow, 'FROM clips WHERE task_id = ? AND result_index = ?');
  const blobRow = clipRow.pick({ blob: true });
  const clipBlobs = prepareSelect<[], typeof blobRow>(database, blobRow, 'FROM clips');
  const deleteClip = database.prepare('DELETE FROM clips WHERE blob = ?');
  const addLink = database.prepare('INSERT INTO links (path, task_id, result_index, expires_ms) VALUES (?, ?, ?, ?)');
  const link = prepareSelect<[string], typeof linkRow>(database, linkRow, 'FROM links WHERE path = ?');
  const links = prepareSelect<[string], typeof linkRow>(
    database,
    linkRow,
    'FROM links WHERE task_id = ? AND current = 1 ORDER BY result_index',
  );
  const expire = database.prepare('UPDATE links SET expires_ms = min(expires_ms, ?), current = ? WHERE task_id = ? AND current = 1');
  const storedReply = prepareSelect<[string, string], typeof storedReplyRow>(
    database,
    storedReplyRow,
    'FROM idempotency WHERE account = ? AND key = ?',
  );
  const storeReply = database.prepare('INSERT INTO idempotency (account, key, body_sha256, reply) VALUES (?, ?, ?, ?)');

  return {
    insert: (task) => void insert.run(task),
    find: (id) => find.get(id),
    ofAccount: (account) => ofAccount.all(account),
    all: () => all.all(),
    spending: (account) => spending.all(account),
    open: () => open.all(),
    due: (nowMs) => due.all(nowMs),
    end: (id, state, endedMs, error) => void end.run(state, endedMs, error?.code ?? null, error?.message ?? null, id),
    addClip: (row) => void addClip.run(row),
    setRendered: (id, count, renderedMs) => void setRendered.run(count, renderedMs, id),
    setRenderError: (id, reason) => void setRenderError.run(reason, id),
    clip: (taskId, resultIndex) => clip.get(taskId, resultIndex),
    clipBlobs: () => clipBlobs.all().map((row) => row.blob),
    deleteClip: (blob) => void deleteClip.run(blob),
    addLink: (path, taskId, resultIndex, expiresMs) => void addLink.run(path, taskId, resultIndex, expiresMs),
    link: (path) => link.get(path),
    links: (taskId) => links.all(taskId),
    expireLinks: (taskId, atMs, retire) => void expire.run(atMs, retire ? 0 : 1, taskId),
    storedReply: (account, key) => storedReply.get(account, key),
    storeReply: (account, key, bodySha256, reply) => void storeReply.run(account, key, bodySha256, reply),
  };
}

/** Parses the clips of a task's row. */
export function clipSpecs(task: Pick<SimulatedTaskRow, 'clips'>): readonly ClipSpec[] {
  return clipList.parse(JSON.parse(task.clips));
}
