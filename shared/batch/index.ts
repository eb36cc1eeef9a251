// Batches: many requests from one composer, as pure functions. Other folders import only this file; what the window needs at its start imports `batch-limits.ts` or
// `csv-template.ts` alone, which load nothing else.

export { batchMaxCharacters, batchMaxTasks, batchMaxVariations, csvMaxCharacters } from './batch-limits.ts';
export { type BatchLine, type FileReading, itemsOfLines, matrixLines, rowLines, taskCount } from './batch-line.ts';
export type { CsvFileProblem, ExpectedValue, LineProblem } from './batch-problem.ts';
export { type CsvReading, readCsv } from './csv.ts';
export { type FileColumn, fileColumns, type ValueColumn, valueColumns } from './csv-columns.ts';
export { type CellReference, type ParsedRow, parseRow } from './csv-row.ts';
export { csvTemplate } from './csv-template.ts';
export {
  countByStatus,
  type EvaluatedLine,
  evaluateLines,
  type LineStatus,
  linesToSend,
  markSent,
  type SentRequests,
} from './line-status.ts';
export { reusedLines } from './reused-requests.ts';
export { emptyMatrix, matrixSize, promptsIn, type ValueMatrix } from './value-matrix.ts';
