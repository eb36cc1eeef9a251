// The current lines of the batch, each with its status.
import { useDeferredValue, useMemo } from 'react';
import {
  type BatchLine,
  batchMaxTasks,
  type EvaluatedLine,
  evaluateLines,
  matrixLines,
  matrixSize,
  type ParsedRow,
  parseRow,
  reusedLines,
  rowLines,
  type SentRequests,
  taskCount,
} from '../../../../shared/batch/index.ts';
import { useComposer } from '../create/composer-store.ts';
import type { LinesSource } from './batch-press.ts';
import { useBatch } from './batch-store.ts';

/** The lines that the table shows and the footer sends. */
interface Lines {
  readonly lines: readonly EvaluatedLine[];
  /** The number of tasks if it exceeds the limit of a batch, which then has no lines; null otherwise. */
  readonly tooMany: number | null;
  /** The input that the lines were made from. The composer may be newer, because the lines follow it with a delay. */
  readonly source: LinesSource;
}

const noRows: readonly ParsedRow[] = [];
const noLines: readonly BatchLine[] = [];
const noSentRequests: SentRequests = new Map();

/** Computes the lines from the batch store and the composer, and again after each change of either. Used by `BatchStage` once. */
export function useLines(): Lines {
  // A thousand lines take some 50 ms, which must not delay typing in the composer.
  const request = useDeferredValue(useComposer((s) => s.request));
  const references = useComposer((s) => s.references);
  const batch = useBatch();
  const { mode, matrix, file, files, reusedRequests, sentRequests, includesSentLines } = batch;

  const rows = useMemo(
    () => (file?.reading.kind === 'rows' ? file.reading.rows.map((row) => parseRow(row, request.model)) : noRows),
    [file, request.model],
  );
  const size = { matrix: () => matrixSize(matrix), csv: () => taskCount(rows), reuse: () => reusedRequests.selectedCount }[mode]();
  const tooMany = size > batchMaxTasks ? size : null;
  const lines = useMemo(() => {
    if (tooMany !== null) return noLines;
    switch (mode) {
      case 'matrix':
        return matrixLines(request, matrix, references);
      case 'csv':
        return rowLines(request, rows, files, references);
      case 'reuse':
        return reusedLines(reusedRequests.requests);
    }
  }, [mode, tooMany, request, matrix, rows, files, reusedRequests, references]);
  const evaluatedLines = useMemo(
    () => evaluateLines(lines, references, includesSentLines ? noSentRequests : sentRequests),
    [lines, references, sentRequests, includesSentLines],
  );
  return { lines: evaluatedLines, tooMany, source: { request, references, batch } };
}
