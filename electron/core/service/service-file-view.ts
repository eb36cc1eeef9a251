// Builds the view of a file on the file host, with the number of tasks that use it. Pure.
import { type ServiceFile, serviceFile } from '../../../shared/ipc.ts';
import type { Task } from '../../../shared/task.ts';
import { storedValue } from '../../db/rows/stored-json.ts';
import type { UploadRow } from '../../db/tables/upload-table.ts';

/** The file host keeps an upload for 72 h (contract). */
export const uploadLifeMs = 72 * 3_600_000;

/** The task states in which the service may still read the references of the task. */
const statesAtService: readonly Task['state'][] = ['submitting', 'unconfirmed', 'pending', 'processing'];

/**
 * The number of a profile's tasks at the service that use each content, by SHA-256. `tasks`: the live tasks. `sha256Of`: the content of
 * a reference; undefined if unknown.
 */
export function usesByContent(
  tasks: readonly Pick<Task, 'profileId' | 'state' | 'request'>[],
  profileId: number,
  sha256Of: (referenceId: number) => string | undefined,
): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const task of tasks) {
    if (task.profileId !== profileId || !statesAtService.includes(task.state)) continue;
    const contents = new Set(task.request.references.map(({ referenceId }) => sha256Of(referenceId)));
    for (const sha256 of contents) if (sha256 !== undefined) uses.set(sha256, (uses.get(sha256) ?? 0) + 1);
  }
  return uses;
}

/** The file host's reply to the upload of this copy; null when it was not stored. */
export const uploadReplyOf = ({ response }: Pick<UploadRow, 'response'>): ServiceFile['uploadResponse'] =>
  response === null ? null : storedValue(serviceFile.shape.uploadResponse, response, null);

/** The studio's data about a file that the studio uploaded. */
export interface KnownUpload {
  readonly row: UploadRow;
  /** The name of the reference with this content; null if there is none. */
  readonly referenceName: string | null;
  readonly taskCount: number;
}

/** The view of a file. `file`: the file as the host lists it. `upload`: null if the studio did not upload the file. */
export function serviceFileView(
  file: Pick<ServiceFile, 'fileId' | 'name' | 'bytes' | 'uploadedAtMs'>,
  upload: KnownUpload | null,
): ServiceFile {
  const row = upload?.row;
  const uploadedAtMs = file.uploadedAtMs ?? row?.uploadedAtMs ?? null;
  // References are uploaded under the hash of their content. The user knows them by their own names.
  const name = row !== undefined && file.name.startsWith(row.sha256) ? upload?.referenceName : null;
  return {
    ...file,
    name: name ?? file.name,
    uploadedAtMs,
    expiresAtMs: row?.expiresAtMs ?? (uploadedAtMs === null ? null : uploadedAtMs + uploadLifeMs),
    url: row?.url ?? null,
    taskCount: upload?.taskCount ?? 0,
    uploadResponse: row === undefined ? null : uploadReplyOf(row),
  };
}
