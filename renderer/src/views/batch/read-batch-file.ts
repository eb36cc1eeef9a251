// A CSV file on its way in: its text is read here in the window, the files its rows name are read by main.
import { type CellReference, csvMaxCharacters, type FileReading, readCsv, readRow } from '../../../../shared/batch/index.ts';
import { call } from '../../api.ts';
import { useComposer, withReferences } from '../create/composer-store.ts';
import { resetBatch, useBatch } from './batch-store.ts';
import { csvTextOf } from './decode-csv.ts';

const { getState, setState } = useBatch;

/** Files read at the same time: enough to hide waiting for an address, too few to keep the disk busy. */
const atOnce = 3;
/** Of UTF-8. */
const mostBytesPerCharacter = 4;

async function readPlace({ kind, at }: CellReference): Promise<FileReading> {
  if (kind === 'address') {
    const answer = await call('references.addUrl', { url: at });
    return answer.ok ? { state: 'known', reference: answer.value } : { state: 'failed', error: answer.error };
  }
  const answer = await call('references.addFiles', { paths: [at] });
  if (!answer.ok) return { state: 'failed', error: answer.error };
  const [reference] = answer.value.added;
  const [error] = answer.value.failed;
  return reference === undefined
    ? { state: 'failed', error: error ?? { kind: 'reference-file-missing', name: at } }
    : { state: 'known', reference };
}

/** Reads each file that the rows name once. Goes on as long as the same file is shown. */
async function readPlaces(places: readonly CellReference[], isWanted: () => boolean): Promise<void> {
  const left = [...new Map(places.map((place) => [place.at, place])).values()];
  const work = async (): Promise<void> => {
    for (let place = left.shift(); place !== undefined && isWanted(); place = left.shift()) {
      const { at } = place;
      const reading = await readPlace(place);
      if (reading.state === 'known') useComposer.setState((s) => ({ references: withReferences(s.references, [reading.reference]) }));
      // The lines of this file are others now; that sent ones count as ready again is left as the person chose it.
      setState((s) => ({ files: new Map(s.files).set(at, reading), sendAnyway: false, key: crypto.randomUUID() }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Takes a chosen or dropped file as the batch. */
export async function loadBatchFile(file: File): Promise<void> {
  const { name } = file;
  // Told by its length before it is read: whatever was dropped may be larger than memory.
  if (file.size > csvMaxCharacters * mostBytesPerCharacter) {
    const reading = { kind: 'unusable', problems: [{ kind: 'too-long', characters: file.size, max: csvMaxCharacters }] } as const;
    setState({ way: 'csv', file: { name, reading, encoding: 'unicode' }, fileTrouble: null, files: new Map(), ...resetBatch() });
    return;
  }
  const bytes = await file.arrayBuffer().catch(() => null);
  const read = bytes === null ? null : csvTextOf(new Uint8Array(bytes));
  if (read?.kind !== 'text') {
    setState({ way: 'csv', file: null, fileTrouble: { kind: read?.as ?? 'unreadable', name }, ...resetBatch() });
    return;
  }
  const reading = readCsv(read.text);
  // Read anew each time: a file that was missing may be there now, and one that changed is another.
  setState({ way: 'csv', file: { name, reading, encoding: read.encoding }, fileTrouble: null, files: new Map(), ...resetBatch() });
  if (reading.kind !== 'rows') return;
  const places = reading.rows.flatMap((row) => readRow(row, useComposer.getState().request.model).files);
  await readPlaces(places, () => getState().file?.reading === reading);
}
