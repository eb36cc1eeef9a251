// Batches: many requests from one composer, as pure functions; the one door to this folder.

export { batchMaxCharacters, batchMaxTasks, batchMaxVariations, csvMaxCharacters } from './batch-limits.ts';
export { type BatchLine, type FileReading, mixLines, rowLines, taskCount } from './batch-line.ts';
export type { FileProblem, LineProblem, Takes } from './batch-problem.ts';
export { type CsvReading, readCsv } from './csv.ts';
export { type FileColumn, fileColumns, parameterPaths, type ValueColumn, valueColumns } from './csv-columns.ts';
export { type Place, type RowReading, readRow } from './csv-row.ts';
export { csvTemplate } from './csv-template.ts';
export { type JudgedLine, judged, type SentRequests, type Standing, sendable, tally, withSent } from './line-status.ts';
export { type Mix, mixFactors, mixSize, plainMix, promptsIn } from './value-mix.ts';
