// The files of a profile at EvoLink as the person sees them: listed with what the studio knows of them, deleted, uploaded by hand.
import { createHash, type Hash } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput, ServiceFile } from '../../../shared/ipc.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { Task } from '../../../shared/task.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { UploadRow } from '../../db/tables/upload-table.ts';
import type { AccountGate } from '../accounts/account-gate.ts';
import type { ServiceErrorPolicy } from '../accounts/service-error-policy.ts';
import type { Account, Clock, Desktop, FileSource, FilesApi, ReferenceStore } from '../ports.ts';
import type { TaskStore } from '../tasks/task-store.ts';

/** Uploads live 72 h (contract). */
const uploadLifeMs = 72 * 3_600_000;
/** A copy that dies within the hour is of no use to anybody. */
const marginMs = 3_600_000;
const pageSize = 20;
/** The most a page may hold, and as many pages as the largest quota (500) fills. */
const searchPageSize = 100;
const searchPages = 5;

/** The service may still read what these were given. */
const atService: readonly Task['state'][] = ['submitting', 'unconfirmed', 'pending', 'processing'];

/** Not there (any more), in either of the file host's ways of saying so. */
const isGone = (error: AppError): boolean =>
  error.kind === 'not-found' || (error.kind === 'file-host-refused' && error.service.code === '404');

export type ServiceFiles = ReturnType<typeof createServiceFiles>;

export function createServiceFiles(parts: {
  tables: Tables;
  tasks: TaskStore;
  accounts: AccountGate;
  onServiceError: ServiceErrorPolicy;
  clock: Clock;
  desktop: Desktop;
  store: ReferenceStore;
  files: FilesApi;
  signal: AbortSignal;
}) {
  const { tables, tasks, accounts, onServiceError, clock, desktop, store, files, signal } = parts;
  const uploading = new Map<number, AbortController>();

  /** One call of the file host with what the account is now; an error of the account counts for the profile as in every other call. */
  async function ask<T>(profileId: number, call: (account: Account) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
    const account = accounts.account(profileId);
    if (!account.ok) return account;
    const asked = accounts.callContext(profileId);
    const answer = await call(account.value);
    if (!answer.ok) onServiceError(asked, answer.error, 'files');
    return answer;
  }

  /** How many tasks at the service were given each content. */
  function usesNow(profileId: number): ReadonlyMap<string, number> {
    const uses = new Map<string, number>();
    for (const { profileId: of, state, request } of tasks.live()) {
      if (of !== profileId || !atService.includes(state)) continue;
      const contents = new Set(request.references.map(({ referenceId }) => tables.references.get(referenceId)?.sha256));
      for (const sha256 of contents) if (sha256 !== undefined) uses.set(sha256, (uses.get(sha256) ?? 0) + 1);
    }
    return uses;
  }

  /** The copy of this content that is at the service, by the service's own list; it may have been deleted elsewhere. */
  async function livingCopy(profileId: number, sha256: string, within: AbortSignal): Promise<UploadRow | null> {
    const row = tables.uploads.live(profileId, sha256, clock.now() + marginMs);
    // A normalized copy is not the file that is to be uploaded.
    if (row === undefined || row.fileId === '' || row.normalizeReasons !== '[]') return null;
    for (let page = 1; page <= searchPages; page += 1) {
      const listed = await ask(profileId, (account) => files.list(account, page, searchPageSize, within));
      if (!listed.ok) return null;
      if (listed.value.files.some(({ fileId }) => fileId === row.fileId)) return row;
      if (listed.value.files.length === 0 || page * searchPageSize >= listed.value.total) break;
    }
    tables.uploads.delete(profileId, row.fileId);
    return null;
  }

  async function send(profileId: number, source: FileSource, within: AbortSignal): Promise<Result<CallOutput<'files.upload'>, AppError>> {
    const { name } = source;
    const sha256 = await hashOf(source);
    if (!sha256.ok) return sha256;
    const there = await livingCopy(profileId, sha256.value, within);
    if (there !== null) return ok({ name, url: there.url, expiresAtMs: there.expiresAtMs, wasThere: true, reply: replyOf(there) });
    // Hashed once more on its way: what counts is what was sent.
    let hash: Hash = createHash('sha256');
    const hashed = {
      ...source,
      async *read() {
        hash = createHash('sha256');
        for await (const chunk of source.read()) {
          hash.update(chunk);
          yield chunk;
        }
      },
    };
    const sent = await ask(profileId, (account) => files.uploadStream(account, hashed, within));
    if (!sent.ok) return sent;
    const { fileId, url, response } = sent.value;
    const nowMs = clock.now();
    const expiresAtMs = Math.round(sent.value.expiresAtMs ?? nowMs + uploadLifeMs);
    tables.uploads.store({
      profileId,
      sha256: hash.digest('hex'),
      fileId,
      url,
      uploadedAtMs: nowMs,
      expiresAtMs,
      response: JSON.stringify(response),
      normalizeReasons: '[]',
    });
    return ok({ name, url, expiresAtMs, wasThere: false, reply: { ...response } });
  }

  return {
    async list(profileId: number, page: number): Promise<Result<CallOutput<'files.list'>, AppError>> {
      const listed = await ask(profileId, (account) => files.list(account, page, pageSize, signal));
      if (!listed.ok) return listed;
      const ours = new Map(tables.uploads.ofProfile(profileId).map((row) => [row.fileId, row]));
      const uses = usesNow(profileId);
      const shown = listed.value.files.map((file): ServiceFile => {
        const row = ours.get(file.fileId);
        const uploadedAtMs = file.uploadedAtMs ?? row?.uploadedAtMs ?? null;
        const expiresAtMs = row?.expiresAtMs ?? (uploadedAtMs === null ? null : uploadedAtMs + uploadLifeMs);
        // References are sent under their content's name; a person knows them by their own.
        const name = row !== undefined && file.name.startsWith(row.sha256) ? tables.references.ofContent(row.sha256)?.name : undefined;
        const usedByTasks = row === undefined ? 0 : (uses.get(row.sha256) ?? 0);
        return {
          ...file,
          name: name ?? file.name,
          uploadedAtMs,
          expiresAtMs,
          url: row?.url ?? null,
          usedByTasks,
          uploadResponse: row === undefined ? null : replyOf(row),
        };
      });
      return ok({ total: listed.value.total, page, pageSize, files: shown });
    },

    quota: (profileId: number): Promise<Result<CallOutput<'files.quota'>, AppError>> =>
      ask(profileId, (account) => files.quota(account, signal)),

    async remove(profileId: number, fileId: string): Promise<Result<Record<string, never>, AppError>> {
      const removed = await ask(profileId, (account) => files.remove(account, fileId, signal));
      // No answer proves nothing; an upload too many costs less than a task that is given a dead address.
      if (removed.ok || isGone(removed.error) || removed.error.kind === 'no-response') tables.uploads.delete(profileId, fileId);
      return removed.ok ? ok({}) : removed;
    },

    async upload(profileId: number): Promise<Result<CallOutput<'files.upload'>, AppError>> {
      if (uploading.has(profileId)) return fail({ kind: 'not-allowed-in-state', action: 'upload', state: 'uploading' });
      const controller = new AbortController();
      const cancelled = () => fail({ kind: 'cancelled-by-user' as const });
      uploading.set(profileId, controller);
      try {
        const path = await desktop.chooseUpload();
        if (path === null || controller.signal.aborted) return cancelled();
        const account = accounts.account(profileId);
        if (!account.ok) return account;
        const source = await store.openFile(path);
        if (!source.ok) return source;
        const sent = await send(profileId, source.value, AbortSignal.any([signal, controller.signal]));
        return sent.ok || !controller.signal.aborted ? sent : cancelled();
      } finally {
        uploading.delete(profileId);
      }
    },

    cancelUpload(profileId: number): Result<Record<string, never>, AppError> {
      const running = uploading.get(profileId);
      if (running === undefined) return fail({ kind: 'not-allowed-in-state', action: 'cancelUpload', state: 'not uploading' });
      running.abort();
      return ok({});
    },
  };
}

/** What the file host said when it took this copy. */
function replyOf({ response }: UploadRow): ServiceFile['uploadResponse'] {
  return response === null ? null : (JSON.parse(response) as ServiceFile['uploadResponse']);
}

async function hashOf(source: FileSource): Promise<Result<string, AppError>> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of source.read()) hash.update(chunk);
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 500) : String(error);
    return fail({ kind: 'reference-unreadable', name: source.name, detail });
  }
  return ok(hash.digest('hex'));
}
