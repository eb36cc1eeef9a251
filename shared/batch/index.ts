// Batches: many requests from one composer, as pure functions; the one door to this folder.
export { type FileColumn, fileColumns, parameterPaths, type ValueColumn, valueColumns } from './columns.ts';
export { type CsvReading, readCsv } from './csv.ts';
export { batchMaxCharacters, batchMaxTasks, batchMaxVariations, csvMaxCharacters } from './limits.ts';
export { type BatchLine, type FileReading, mixLines, rowLines, taskCount } from './line.ts';
export { type Mix, mixFactors, mixSize, plainMix, promptsIn } from './mix.ts';
export type { FileProblem, LineProblem, Takes } from './problem.ts';
export { type Place, type RowReading, readRow } from './row.ts';
export { type JudgedLine, judged, type SentRequests, type Standing, sendable, tally, withSent } from './standing.ts';
export { csvTemplate } from './template.ts';
