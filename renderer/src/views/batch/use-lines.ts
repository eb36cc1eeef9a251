// The lines of the batch as they are now, each with how it stands.
import { useDeferredValue, useMemo } from 'react';
import {
  type BatchLine,
  batchMaxTasks,
  type EvaluatedLine,
  evaluateLines,
  mixLines,
  mixSize,
  type RowReading,
  readRow,
  rowLines,
  type SentRequests,
  taskCount,
} from '../../../../shared/batch/index.ts';
import { useComposer } from '../create/composer-store.ts';
import type { LinesSource } from './batch-press.ts';
import { useBatch } from './batch-store.ts';

export interface Lines {
  readonly lines: readonly EvaluatedLine[];
  /** How many tasks it would be, where that is more than a batch holds: then there are no lines. */
  readonly tooMany: number | null;
  /** What they were made from. The composer may be ahead of it. */
  readonly source: LinesSource;
}

const noRows: readonly RowReading[] = [];
const none: readonly BatchLine[] = [];
const nothingSent: SentRequests = new Map();

export function useLines(): Lines {
  // A thousand lines take some 50 ms: typing in the composer must not wait for them.
  const request = useDeferredValue(useComposer((s) => s.request));
  const references = useComposer((s) => s.references);
  const batch = useBatch();
  const { way, mix, file, files, sent, sendAgain } = batch;

  const rows = useMemo(
    () => (file?.reading.kind === 'rows' ? file.reading.rows.map((row) => readRow(row, request.model)) : noRows),
    [file, request.model],
  );
  const size = way === 'mix' ? mixSize(mix) : taskCount(rows);
  const tooMany = size > batchMaxTasks ? size : null;
  const lines = useMemo(() => {
    if (tooMany !== null) return none;
    return way === 'mix' ? mixLines(request, mix, references) : rowLines(request, rows, files, references);
  }, [way, tooMany, request, mix, rows, files, references]);
  const judgedLines = useMemo(() => evaluateLines(lines, references, sendAgain ? nothingSent : sent), [lines, references, sent, sendAgain]);
  return { lines: judgedLines, tooMany, source: { request, references, batch } };
}
