// Lists the files of a profile on the file host, with the studio's own data about them.
import type { AppError } from '../../../shared/errors.ts';
import type { CallOutput } from '../../../shared/ipc.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { UploadRow } from '../../db/tables/upload-table.ts';
import { callFileHost, type ServiceFilesDeps } from './service-file-deps.ts';
import { type KnownUpload, serviceFileView, usesByContent } from './service-file-view.ts';

const pageSize = 20;

/** The studio's data about each upload of a profile, by the host's file id. */
function knownUploads({ tables, tasks }: ServiceFilesDeps, profileId: number): (fileId: string) => KnownUpload | null {
  const rows = new Map(tables.uploads.ofProfile(profileId).map((row): [string, UploadRow] => [row.fileId, row]));
  const uses = usesByContent(tasks.live(), profileId, (referenceId) => tables.ifReadable(() => tables.references.get(referenceId))?.sha256);
  return (fileId) => {
    const row = rows.get(fileId);
    if (row === undefined) return null;
    const referenceName = tables.references.bySha256(row.sha256)?.name ?? null;
    return { row, referenceName, taskCount: uses.get(row.sha256) ?? 0 };
  };
}

/** See `ServiceFiles.list`. */
export async function listServiceFiles(
  deps: ServiceFilesDeps,
  profileId: number,
  page: number,
): Promise<Result<CallOutput<'files.list'>, AppError>> {
  const response = await callFileHost(deps, profileId, (account) => deps.files.list(account, page, pageSize, deps.signal));
  if (!response.ok) return response;
  const uploadOf = knownUploads(deps, profileId);
  const files = response.value.files.map((file) => serviceFileView(file, uploadOf(file.fileId)));
  return ok({ total: response.value.total, page, pageSize, files });
}
