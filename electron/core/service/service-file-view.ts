// A file on the file host as the window shows it, and how many tasks use it: pure.
import { type ServiceFile, serviceFile } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { UploadRow } from '../../db/tables/upload-table.ts';

/** Uploads live 72 h (contract). */
export const uploadLifeMs = 72 * 3_600_000;

/** The service may still read what tasks in these states were given. */
const atService: readonly Task['state'][] = ['submitting', 'unconfirmed', 'pending', 'processing'];

/**
 * How many tasks of a profile at the service were given each content, by SHA-256. `tasks`: the live ones; `sha256Of`: the content of a reference,
 * undefined where it is not known.
 */
export function usesByContent(
  tasks: readonly Pick<Task, 'profileId' | 'state' | 'request'>[],
  profileId: number,
  sha256Of: (referenceId: number) => string | undefined,
): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const task of tasks) {
    if (task.profileId !== profileId || !atService.includes(task.state)) continue;
    const contents = new Set(task.request.references.map(({ referenceId }) => sha256Of(referenceId)));
    for (const sha256 of contents) if (sha256 !== undefined) uses.set(sha256, (uses.get(sha256) ?? 0) + 1);
  }
  return uses;
}

/** The file host's reply to the upload of this copy; null where it was not kept. */
export const uploadReplyOf = ({ response }: Pick<UploadRow, 'response'>): ServiceFile['uploadResponse'] =>
  response === null ? null : storedValue(serviceFile.shape.uploadResponse, response, null);

/** What the studio knows of a file that it uploaded. */
export interface KnownUpload {
  readonly row: UploadRow;
  /** The name of the reference with this content; null where there is none. */
  readonly referenceName: string | null;
  readonly usedByTasks: number;
}

/** `listed`: the file as the host lists it; `upload`: null where the studio did not upload it. */
export function serviceFileView(
  listed: Pick<ServiceFile, 'fileId' | 'name' | 'bytes' | 'uploadedAtMs'>,
  upload: KnownUpload | null,
): ServiceFile {
  const row = upload?.row;
  const uploadedAtMs = listed.uploadedAtMs ?? row?.uploadedAtMs ?? null;
  // References are sent under their content's name; a user knows them by their own.
  const name = row !== undefined && listed.name.startsWith(row.sha256) ? upload?.referenceName : null;
  return {
    ...listed,
    name: name ?? listed.name,
    uploadedAtMs,
    expiresAtMs: row?.expiresAtMs ?? (uploadedAtMs === null ? null : uploadedAtMs + uploadLifeMs),
    url: row?.url ?? null,
    usedByTasks: upload?.usedByTasks ?? 0,
    uploadResponse: row === undefined ? null : uploadReplyOf(row),
  };
}
