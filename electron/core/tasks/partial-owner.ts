// Whose a partial file is, as far as this database knows.
import type { ResultRow } from '../../db/tables/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { PartialFile, PartialFileStatus } from '../ports.ts';

/** A result in the service's words; see `of` of `Library.download`. */
export const serviceResultName = (task: Pick<TaskRow, 'serviceTaskId'>, row: Pick<ResultRow, 'position'>): string =>
  `${task.serviceTaskId}#${row.position}`;

function rowOf(tables: Tables, of: string): ResultRow | undefined {
  const at = of.lastIndexOf('#');
  const position = Number(of.slice(at + 1));
  return tables.tasks
    .ofServiceId(of.slice(0, at))
    .flatMap((taskId) => tables.results.ofTask(taskId))
    .find((row) => row.position === position && row.modifiedCopyOf === null);
}

/** Finds the result of a file whose note does not name it: by its link, or by the number of quarantined bytes. */
function rowByNumber(tables: Tables, { resultId, url, bytes }: PartialFile): ResultRow | undefined {
  const row = tables.ifReadable(() => tables.results.get(resultId));
  if (row === undefined || row === null) return undefined;
  return (url !== null && row.url === url) || (url === null && row.quarantinedBytes === bytes) ? row : undefined;
}

/** What the result behind a partial file wants of it. Called while partial files are swept. */
export function partialFileStatus(tables: Tables, file: PartialFile): PartialFileStatus {
  const row = file.of === null ? rowByNumber(tables, file) : rowOf(tables, file.of);
  if (row === undefined) return 'unknown';
  return row.state === 'stored' || row.state === 'missing' ? 'stored' : 'wanted';
}
