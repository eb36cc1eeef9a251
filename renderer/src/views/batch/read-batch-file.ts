// Reads a CSV file for the batch: the window reads its text, main reads the files that its rows name.
import { type CellReference, csvMaxCharacters, type FileReading, parseRow, readCsv } from '../../../../shared/batch/index.ts';
import { call } from '../../api.ts';
import { useComposer } from '../create/composer-store.ts';
import { withReferences } from '../create/request-changes.ts';
import { resetBatch, useBatch } from './batch-store.ts';
import { csvTextOf } from './decode-csv.ts';

const { getState, setState } = useBatch;

/** Files read in parallel: enough to hide the wait for a URL, too few to keep the disk busy. */
const maxParallelReads = 3;
/** The size of the longest character in UTF-8. */
const maxBytesPerCharacter = 4;

async function readReference({ kind, location }: CellReference): Promise<FileReading> {
  if (kind === 'address') {
    const result = await call('references.addUrl', { url: location });
    return result.ok ? { state: 'read', reference: result.value } : { state: 'failed', error: result.error };
  }
  const result = await call('references.addFiles', { paths: [location] });
  if (!result.ok) return { state: 'failed', error: result.error };
  const [reference] = result.value.added;
  const [error] = result.value.failed;
  return reference === undefined
    ? { state: 'failed', error: error ?? { kind: 'reference-file-missing', name: location } }
    : { state: 'read', reference };
}

/** Reads each file that the rows name once. Stops when `isCurrent` returns false, because another CSV file was chosen. */
async function readReferences(cells: readonly CellReference[], isCurrent: () => boolean): Promise<void> {
  const remaining = [...new Map(cells.map((cell) => [cell.location, cell])).values()];
  const readRemaining = async (): Promise<void> => {
    for (let cell = remaining.shift(); cell !== undefined && isCurrent(); cell = remaining.shift()) {
      const { location } = cell;
      const reading = await readReference(cell);
      if (reading.state === 'read') useComposer.setState((s) => ({ references: withReferences(s.references, [reading.reference]) }));
      // The lines that use this file change, so the consent to send anyway ends. `sendAgain` stays as the user chose it.
      setState((s) => ({ files: new Map(s.files).set(location, reading), sendAnyway: false, actionId: crypto.randomUUID() }));
    }
  };
  await Promise.all(Array.from({ length: maxParallelReads }, readRemaining));
}

/** Makes a chosen or dropped file the CSV file of the batch. */
export async function loadBatchFile(file: File): Promise<void> {
  const { name } = file;
  // The size is checked before reading, because a dropped file may be larger than memory.
  if (file.size > csvMaxCharacters * maxBytesPerCharacter) {
    const reading = { kind: 'unusable', problems: [{ kind: 'too-long', characters: file.size, max: csvMaxCharacters }] } as const;
    setState({ mode: 'csv', file: { name, reading, encoding: 'unicode' }, fileError: null, files: new Map(), ...resetBatch() });
    return;
  }
  const bytes = await file.arrayBuffer().catch(() => null);
  const decoded = bytes === null ? null : csvTextOf(new Uint8Array(bytes));
  if (decoded?.kind !== 'text') {
    setState({ mode: 'csv', file: null, fileError: { kind: decoded?.as ?? 'unreadable', name }, ...resetBatch() });
    return;
  }
  const reading = readCsv(decoded.text);
  // Every file is read again: a missing file may exist now, and a known one may have changed.
  setState({ mode: 'csv', file: { name, reading, encoding: decoded.encoding }, fileError: null, files: new Map(), ...resetBatch() });
  if (reading.kind !== 'rows') return;
  const cells = reading.rows.flatMap((row) => parseRow(row, useComposer.getState().request.model).files);
  await readReferences(cells, () => getState().file?.reading === reading);
}
