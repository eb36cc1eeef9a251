// Finds the result that a partial file belongs to in this database.
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { PartialFile, PartialFileStatus } from '../ports.ts';

/**
 * Names a result by the service's task id and the position of the result, e.g. `task-1#0`; see `serviceResultName` of
 * `VideoLibrary.download`.
 */
export const serviceResultName = (task: Pick<TaskRow, 'serviceTaskId'>, row: Pick<ResultRow, 'position'>): string =>
  `${task.serviceTaskId}#${row.position}`;

function findByServiceName(tables: Tables, name: string): ResultRow | undefined {
  const separatorIndex = name.lastIndexOf('#');
  const position = Number(name.slice(separatorIndex + 1));
  return tables.tasks
    .byServiceId(name.slice(0, separatorIndex))
    .flatMap((taskId) => tables.results.ofTask(taskId))
    .find((row) => row.position === position && row.modifiedCopyOf === null);
}

/**
 * Finds the result of a partial file whose note has no service name, by the id of the result. The link must match too, or if there is no
 * link, the number of quarantined bytes.
 */
function findByResultId(tables: Tables, { resultId, url, bytes }: PartialFile): ResultRow | undefined {
  const row = tables.ifReadable(() => tables.results.get(resultId));
  if (row === undefined || row === null) return undefined;
  return (url !== null && row.url === url) || (url === null && row.quarantinedBytes === bytes) ? row : undefined;
}

/**
 * Whether the result of a partial file still needs the file; `unknown` if this database has no such result. Called by the cleanup of
 * partial files.
 */
export function partialFileStatus(tables: Tables, file: PartialFile): PartialFileStatus {
  const row = file.serviceResultName === null ? findByResultId(tables, file) : findByServiceName(tables, file.serviceResultName);
  if (row === undefined) return 'unknown';
  return row.state === 'stored' || row.state === 'missing' ? 'stored' : 'pending';
}
