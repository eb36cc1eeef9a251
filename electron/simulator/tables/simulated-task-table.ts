// Every SQL statement about tasks, their clips and their links.
import type { ClipSpec } from '../media/clip-renderer.ts';
import type { SimulatorDatabase } from './simulator-database.ts';

/** A row of the table `tasks`. Times are in milliseconds of the simulator's clock, amounts in UC. */
export interface SimulatedTaskRow {
  /** Counts the tasks in the order of acceptance. */
  readonly number: number;
  readonly id: string;
  readonly account: string;
  readonly model: string;
  /** The request as JSON text. */
  readonly body: string;
  readonly idempotency_key: string | null;
  /** Names of fields without effect, as a JSON list. */
  readonly ignored: string;
  readonly makes: 'video' | 'element' | 'character';
  /** `ClipSpec[]` as JSON text: the clips to draw. */
  readonly clips: string;
  /** A `ScriptedOutcome` as JSON text, decided at acceptance. */
  readonly ending: string;
  readonly created_ms: number;
  /** From acceptance to completion. */
  readonly progress_ms: number;
  readonly billing_rule: string;
  readonly reserved_uc: number;
  readonly price_uc: number;
  /** The number of drawn clips. */
  readonly rendered: number;
  /** When the last clip was drawn; null before. */
  readonly rendered_ms: number | null;
  /** Why a clip could not be drawn; null where none failed. */
  readonly render_error: string | null;
  readonly state: 'open' | 'completed' | 'failed' | 'cancelled';
  /** null while the task is open. */
  readonly ended_ms: number | null;
  /** null for every task that did not fail. */
  readonly error_code: string | null;
  readonly error_message: string | null;
}

/** The row of a task at its acceptance. */
export type NewTask = Omit<
  SimulatedTaskRow,
  'number' | 'rendered' | 'rendered_ms' | 'render_error' | 'state' | 'ended_ms' | 'error_code' | 'error_message'
>;

interface ClipRow {
  readonly blob: string;
  readonly task_id: string;
  readonly place: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly made_ms: number;
  readonly content_type: string;
}

/** A link to a result. */
export interface LinkRow {
  /** Its path on the files host. */
  readonly path: string;
  readonly task_id: string;
  /** The index of the result in its task. */
  readonly place: number;
  readonly expires_ms: number;
  /** 1 while the task's results list it, otherwise 0. */
  readonly current: number;
}

/** The statements of the tables `tasks`, `clips`, `links` and of the idempotency keys. */
export interface SimulatedTaskTable {
  insert(task: NewTask): void;
  find(id: string): SimulatedTaskRow | null;
  /** The newest first. */
  ofAccount(account: string): readonly SimulatedTaskRow[];
  /** The oldest first. */
  all(): readonly SimulatedTaskRow[];
  /** Tasks that have not ended, the oldest first. */
  open(): readonly SimulatedTaskRow[];
  /** Ends an open task; does nothing when it has ended already. */
  end(
    id: string,
    state: 'completed' | 'failed' | 'cancelled',
    endedMs: number,
    error: { readonly code: string; readonly message: string } | null,
  ): void;
  addClip(clip: ClipRow): void;
  /** Records that all clips are drawn, at `renderedMs`. */
  clipsRendered(id: string, rendered: number, renderedMs: number): void;
  renderFailed(id: string, reason: string): void;
  clip(taskId: string, place: number): ClipRow | null;
  clipBlobs(): readonly string[];
  dropClip(blob: string): void;
  addLink(path: string, taskId: string, place: number, expiresMs: number): void;
  link(path: string): LinkRow | null;
  /** The current links, in the order of the results. */
  links(taskId: string): readonly LinkRow[];
  /** Lets a task's links expire at `atMs`; `retire` also removes them from the task's results. */
  expireLinks(taskId: string, atMs: number, retire: boolean): void;
  /** The reply that was sent for an idempotency key of this account, and the hash of its request; null for a new key. */
  replay(account: string, key: string): { readonly body_sha256: string; readonly reply: string } | null;
  /** Stores the reply of an idempotency key. */
  remember(account: string, key: string, bodySha256: string, reply: string): void;
}

/** Prepares the statements. */
export function createSimulatedTaskTable(database: SimulatorDatabase): SimulatedTaskTable {
  const insert = database.prepare(
    `INSERT INTO tasks (id, account, model, body, idempotency_key, ignored, makes, clips, ending, created_ms, progress_ms, billing_rule, reserved_uc, price_uc)
     VALUES (:id, :account, :model, :body, :idempotency_key, :ignored, :makes, :clips, :ending, :created_ms, :progress_ms, :billing_rule, :reserved_uc, :price_uc)`,
  );
  const find = database.prepare<[string], SimulatedTaskRow>('SELECT * FROM tasks WHERE id = ?');
  const ofAccount = database.prepare<[string], SimulatedTaskRow>('SELECT * FROM tasks WHERE account = ? ORDER BY number DESC');
  const all = database.prepare<[], SimulatedTaskRow>('SELECT * FROM tasks ORDER BY number');
  const open = database.prepare<[], SimulatedTaskRow>("SELECT * FROM tasks WHERE state = 'open' ORDER BY number");
  const end = database.prepare(
    "UPDATE tasks SET state = ?, ended_ms = ?, error_code = ?, error_message = ? WHERE id = ? AND state = 'open'",
  );
  const addClip = database.prepare(
    'INSERT INTO clips (blob, task_id, place, bytes, sha256, made_ms, content_type) VALUES (:blob, :task_id, :place, :bytes, :sha256, :made_ms, :content_type)',
  );
  const rendered = database.prepare('UPDATE tasks SET rendered = ?, rendered_ms = ? WHERE id = ?');
  const renderFailed = database.prepare('UPDATE tasks SET render_error = ? WHERE id = ?');
  const clip = database.prepare<[string, number], ClipRow>('SELECT * FROM clips WHERE task_id = ? AND place = ?');
  const clipBlobs = database.prepare<[], { blob: string }>('SELECT blob FROM clips');
  const dropClip = database.prepare('DELETE FROM clips WHERE blob = ?');
  const addLink = database.prepare('INSERT INTO links (path, task_id, place, expires_ms) VALUES (?, ?, ?, ?)');
  const link = database.prepare<[string], LinkRow>('SELECT * FROM links WHERE path = ?');
  const links = database.prepare<[string], LinkRow>('SELECT * FROM links WHERE task_id = ? AND current = 1 ORDER BY place');
  const expire = database.prepare('UPDATE links SET expires_ms = min(expires_ms, ?), current = ? WHERE task_id = ? AND current = 1');
  const replay = database.prepare<[string, string], { body_sha256: string; reply: string }>(
    'SELECT body_sha256, reply FROM idempotency WHERE account = ? AND key = ?',
  );
  const remember = database.prepare('INSERT INTO idempotency (account, key, body_sha256, reply) VALUES (?, ?, ?, ?)');

  return {
    insert: (task) => void insert.run(task),
    find: (id) => find.get(id) ?? null,
    ofAccount: (account) => ofAccount.all(account),
    all: () => all.all(),
    open: () => open.all(),
    end: (id, state, endedMs, error) => void end.run(state, endedMs, error?.code ?? null, error?.message ?? null, id),
    addClip: (row) => void addClip.run(row),
    clipsRendered: (id, amount, renderedMs) => void rendered.run(amount, renderedMs, id),
    renderFailed: (id, reason) => void renderFailed.run(reason, id),
    clip: (taskId, place) => clip.get(taskId, place) ?? null,
    clipBlobs: () => clipBlobs.all().map((row) => row.blob),
    dropClip: (blob) => void dropClip.run(blob),
    addLink: (path, taskId, place, expiresMs) => void addLink.run(path, taskId, place, expiresMs),
    link: (path) => link.get(path) ?? null,
    links: (taskId) => links.all(taskId),
    expireLinks: (taskId, atMs, retire) => void expire.run(atMs, retire ? 0 : 1, taskId),
    replay: (account, key) => replay.get(account, key) ?? null,
    remember: (account, key, bodySha256, reply) => void remember.run(account, key, bodySha256, reply),
  };
}

/** Parses the clips of a task's row. */
export function clipSpecs(task: Pick<SimulatedTaskRow, 'clips'>): readonly ClipSpec[] {
  return JSON.parse(task.clips) as ClipSpec[];
}
