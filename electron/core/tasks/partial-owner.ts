// Finds the result that a partial file belongs to, as far as this database knows.
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { PartialFile, PartialFileStatus } from '../ports.ts';

/** A result in the service's terms; see `serviceResultName` of `VideoLibrary.download`. */
export const serviceResultName = (task: Pick<TaskRow, 'serviceTaskId'>, row: Pick<ResultRow, 'position'>): string =>
  `${task.serviceTaskId}#${row.position}`;

function rowByName(tables: Tables, name: string): ResultRow | undefined {
  const at = name.lastIndexOf('#');
  const position = Number(name.slice(at + 1));
  return tables.tasks
    .byServiceId(name.slice(0, at))
    .flatMap((taskId) => tables.results.ofTask(taskId))
    .find((row) => row.position === position && row.modifiedCopyOf === null);
}

/** Finds the result of a file without a result name in its note: by its link, or by the number of quarantined bytes. */
function rowByNumber(tables: Tables, { resultId, url, bytes }: PartialFile): ResultRow | undefined {
  const row = tables.ifReadable(() => tables.results.get(resultId));
  if (row === undefined || row === null) return undefined;
  return (url !== null && row.url === url) || (url === null && row.quarantinedBytes === bytes) ? row : undefined;
}

/** Whether the result of a partial file still needs it. Called while partial files are swept. */
export function partialFileStatus(tables: Tables, file: PartialFile): PartialFileStatus {
  const row = file.serviceResultName === null ? rowByNumber(tables, file) : rowByName(tables, file.serviceResultName);
  if (row === undefined) return 'unknown';
  return row.state === 'stored' || row.state === 'missing' ? 'stored' : 'wanted';
}
