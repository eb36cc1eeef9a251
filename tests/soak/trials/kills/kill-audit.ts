// The audit after each kill and at the end compares what the service accepted with what the user submitted and what the studio knows.
import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { readStateOnDisk, type StateOnDisk, type TaskOnDisk, visibleFiles } from '../../support/state-on-disk.ts';
import type { Submission } from './simulated-user.ts';

/** The files of the studio, and the ledger of the service. */
export interface AuditSources {
  readonly databasePath: string;
  readonly videos: string;
  /** Whether the service has neither the task list nor idempotency keys. */
  readonly lacksIdempotencyKeys: boolean;
  acceptedTasks(): readonly { readonly taskId: string; readonly prompt: string; readonly idempotencyKey: string | null }[];
  /** The SHA-256 of every clip that was rendered for a prompt. */
  clipHashes(prompt: string): ReadonlySet<string>;
  /** Whether a clip with this SHA-256 was ever rendered. */
  isClipHash(sha256: string): boolean;
}

/** The failures, by the promise that they break. Each failure is a sentence that names the place. */
export interface Violations {
  readonly lost: string[];
  readonly paidTwice: string[];
  readonly badFiles: string[];
  readonly ledgerErrors: string[];
}

export const noViolations = (): Violations => ({ lost: [], paidTwice: [], badFiles: [], ledgerErrors: [] });

/** Whether the studio knows or suspects that the service has the task. If so, the studio never sends the task again automatically. */
function mayBeAtService({ state, acceptanceUnknown, serviceTaskId }: TaskOnDisk): boolean {
  switch (state) {
    case 'draft':
    case 'waiting':
      return false;
    case 'discarded':
    case 'failed':
      return acceptanceUnknown === 1 || serviceTaskId !== null;
    default:
      return true;
  }
}

/** How often the user chose "Send again" for these rows. */
export const resendsOf = (onDisk: StateOnDisk, rows: readonly TaskOnDisk[]): number =>
  onDisk.journal.filter(({ event, taskId }) => event === 'resend-requested' && rows.some(({ id }) => id === taskId)).length;

/** Checks everything that must hold at any moment at which the studio may be killed. */
export function auditDeath(sources: AuditSources, submissions: readonly Submission[], violations: Violations): StateOnDisk {
  const onDisk = readStateOnDisk(sources.databasePath);
  violations.ledgerErrors.push(...onDisk.faults);
  const folder = dirname(sources.databasePath);
  const movedAside = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.includes('.unreadable-') || name.endsWith('.damaged'))
    : [];
  violations.ledgerErrors.push(...movedAside.map((name) => `the database was taken for damaged: ${name}`));

  const acceptedTasks = sources.acceptedTasks();
  for (const submission of submissions) {
    for (const prompt of submission.prompts) {
      const rows = onDisk.tasks.filter((task) => task.prompt === prompt);
      // A stored batch is not lost even if not all of its tasks exist yet, so its rows are not counted.
      const isAcknowledged = submission.state === 'acknowledged' && !onDisk.batches.includes(submission.actionId);
      if (rows.length > submission.rowsPerPrompt) violations.ledgerErrors.push(`"${prompt}" became ${rows.length} rows`);
      if (isAcknowledged && rows.length < submission.rowsPerPrompt)
        violations.lost.push(`"${prompt}" has ${rows.length} rows of ${submission.rowsPerPrompt}`);
      if (!isAcknowledged && submission.kind !== 'batch' && rows.length > 0 && rows.length < submission.rowsPerPrompt) {
        violations.ledgerErrors.push(`"${prompt}" became ${rows.length} rows of ${submission.rowsPerPrompt} with one click`);
      }
      const acceptances = acceptedTasks.filter((one) => one.prompt === prompt);
      // With idempotency keys every row is accepted at most once, even if it is sent several times.
      const intents = rows.length + (sources.lacksIdempotencyKeys ? resendsOf(onDisk, rows) : 0);
      if (acceptances.length > intents)
        violations.paidTwice.push(`"${prompt}" was accepted ${acceptances.length} times for ${intents} intents`);
      // If the studio took an accepted task for unsent, it would send the task again automatically.
      const knownCount = rows.filter(mayBeAtService).length + (sources.lacksIdempotencyKeys ? resendsOf(onDisk, rows) : 0);
      if (acceptances.length > knownCount)
        violations.lost.push(`"${prompt}" was accepted ${acceptances.length} times, the studio knows of ${knownCount}`);
      for (const { idempotencyKey } of acceptances) {
        if (idempotencyKey !== null && !rows.some((row) => row.idempotencyKey === idempotencyKey)) {
          violations.lost.push(`"${prompt}" was accepted under a key that no row has`);
        }
      }
    }
  }
  auditFiles(sources, onDisk, violations);
  return onDisk;
}

/** Checks that every visible file is a complete clip that the service rendered, and that every stored result has its own task's clip. */
function auditFiles(sources: AuditSources, onDisk: StateOnDisk, violations: Violations): void {
  const visible = visibleFiles(sources.videos);
  violations.badFiles.push(
    ...visible.filter(({ receivedSha256 }) => !sources.isClipHash(receivedSha256)).map(({ name }) => `"${name}" is not what was made`),
  );
  for (const { id, taskId, state, path, sha256 } of onDisk.results) {
    if (state === 'missing' || state === 'expired') violations.lost.push(`result ${id} is ${state}`);
    if (state !== 'stored') continue;
    const prompt = onDisk.tasks.find((task) => task.id === taskId)?.prompt ?? '';
    const file = visible.find(({ name }) => name === path);
    if (file === undefined) violations.lost.push(`result ${id} is stored as "${path}", which is not there`);
    else if (file.sha256 !== sha256 || !sources.clipHashes(prompt).has(file.receivedSha256))
      violations.badFiles.push(`"${path}" is not the video of "${prompt}"`);
  }
}

/** Checks everything that must hold when the studio has run until it was idle. */
export function auditEnd(sources: AuditSources, submissions: readonly Submission[], violations: Violations): StateOnDisk {
  const onDisk = auditDeath(sources, submissions, violations);
  const resultsOf = (task: TaskOnDisk) => onDisk.results.filter(({ taskId }) => taskId === task.id);
  const isStored = (task: TaskOnDisk): boolean => {
    const results = resultsOf(task);
    return task.state === 'completed' && results.length > 0 && results.every(({ state }) => state === 'stored');
  };
  const isGivenUp = ({ state, acceptanceUnknown }: TaskOnDisk): boolean => state === 'discarded' && acceptanceUnknown === 1;
  for (const task of onDisk.tasks) {
    // The user of these trials discards only unconfirmed tasks.
    if (!isStored(task) && !isGivenUp(task))
      violations.lost.push(`"${task.prompt}" ended ${task.state}: ${task.error ?? JSON.stringify(resultsOf(task))}`);
  }
  for (const { taskId, prompt } of sources.acceptedTasks()) {
    if (onDisk.tasks.some((task) => task.serviceTaskId === taskId)) continue;
    // Without idempotency keys, a task may have been accepted although the user resent or discarded it while unconfirmed. The user was
    // warned.
    const rows = onDisk.tasks.filter((task) => task.prompt === prompt);
    const isChosen = sources.lacksIdempotencyKeys && (rows.some(isGivenUp) || resendsOf(onDisk, rows) > 0);
    if (!isChosen) violations.lost.push(`${taskId} of "${prompt}" is tracked by no task`);
  }
  violations.lost.push(...onDisk.batches.map((key) => `the batch ${key} was never finished`));
  const stored = onDisk.results.filter(({ state }) => state === 'stored');
  const unclaimed = visibleFiles(sources.videos).filter(({ name }) => !stored.some(({ path }) => path === name));
  violations.badFiles.push(...unclaimed.map(({ name }) => `"${name}" belongs to no task`));
  return onDisk;
}
