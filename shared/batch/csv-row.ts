// Parses the cells of one row, without the models' rules. An empty cell keeps the composer's value; a single "-" leaves the field to the service.
import type { JsonValue } from '../generation.ts';
import { type ExtraField, findModel, formFor, models } from '../models/index.ts';
import { plainCharacters } from '../search-folding.ts';
import { csvMaxFilesOfCell } from './batch-limits.ts';
import type { LineProblem } from './batch-problem.ts';
import { type CellFile, filesInCell, holdsOneFile } from './cell-files.ts';
import type { CsvRow } from './csv.ts';
import type { Column } from './csv-columns.ts';
import {
  invalidCell,
  isFormulaError,
  offeredSpelling,
  type ParsedCell,
  parseCount,
  parsedCell,
  parseInteger,
  parseJsonCell,
  parseOnOff,
  parseRatio,
  parseSeconds,
  serviceDefaultMark,
} from './csv-values.ts';
import type { LineOverrides } from './line-overrides.ts';

/** One file of a row. */
export interface CellReference extends CellFile {
  readonly column: Extract<Column, { kind: 'files' }>;
}

/** The values, files and problems of one row. */
export interface ParsedRow {
  readonly lineNumber: number;
  readonly count: number;
  /** The values of the row. `overrides.files` only marks that the composer's files are not used; `files` below has the row's files. */
  readonly overrides: LineOverrides;
  readonly files: readonly CellReference[];
  readonly problems: readonly LineProblem[];
}

/** Finds a model by its id or name, ignoring case. Returns any other text as the id, so that the service decides about it. */
const findModelId = (cell: string): string => {
  const word = cell.toLowerCase();
  return (findModel(cell) ?? models.find(({ id, name }) => id.toLowerCase() === word || name.toLowerCase() === word))?.id ?? cell;
};

function parseParameter(field: ExtraField, cell: string): ParsedCell<JsonValue> {
  switch (field.type) {
    case 'boolean':
      return parseOnOff(cell);
    case 'integer':
      return parseInteger(cell);
    case 'choice':
      return parsedCell(offeredSpelling(cell, field.values));
    case 'text':
    case 'task':
    case 'span':
      return parsedCell(cell);
    case 'object':
    case 'shots':
    case 'elements':
      return parseJsonCell(cell);
  }
}

/** Returns the model's field at this path, otherwise any model's field, so that the cell is still parsed by its type. */
const fieldAt = (modelId: string, path: string): ExtraField | undefined =>
  [formFor(modelId), ...models, formFor('')].flatMap(({ extra }) => extra).find((field) => field.path === path);

/** True for a cell with free text of the user, which is kept as it was written. */
const isFreeText = (column: Column, modelId: string): boolean => {
  if (column.kind !== 'parameter') return column.kind === 'files' || column.name === 'prompt';
  const type = fieldAt(modelId, column.name)?.type;
  return type === 'text' || type === 'shots' || type === 'elements';
};

function parseFileCell(column: CellReference['column'], found: readonly CellFile[] | null): ParsedCell<readonly CellReference[]> {
  const takes = holdsOneFile(column.name) ? 'one-file' : 'files';
  if (found === null || (takes === 'one-file' && found.length > 1)) return invalidCell(takes);
  return parsedCell(found.map((file) => ({ column, ...file })));
}

/** The parsed part of a row. */
interface RowDraft {
  readonly modelId: string;
  readonly overrides: { -readonly [K in keyof LineOverrides]: LineOverrides[K] };
  readonly parameters: Record<string, JsonValue>;
  readonly files: CellReference[];
  readonly problems: LineProblem[];
  count: number;
}

/** Parses one row. `baseModel` is the model of a row that names none. */
export function parseRow(row: CsvRow, baseModel: string): ParsedRow {
  // A row with structural problems has its cells in the wrong columns.
  if (row.problems.length > 0) return { lineNumber: row.lineNumber, count: 1, overrides: {}, files: [], problems: row.problems };
  const modelCell = plainCharacters([...row.cells].find(([{ name }]) => name === 'model')?.[1] ?? serviceDefaultMark);
  const modelId = modelCell === serviceDefaultMark || isFormulaError(modelCell) ? baseModel : findModelId(modelCell);
  const draft: RowDraft = { modelId, overrides: {}, parameters: {}, files: [], problems: [], count: 1 };
  if (modelId !== baseModel) draft.overrides.model = modelId;
  for (const [column, written] of row.cells) parseCell(draft, column, written);
  const { overrides, parameters, files, problems, count } = draft;
  if (Object.keys(parameters).length > 0) overrides.parameters = parameters;
  return { lineNumber: row.lineNumber, count, overrides, files, problems };
}

function parseCell(draft: RowDraft, column: Column, written: string): void {
  const { modelId, overrides, parameters, files, problems } = draft;
  if (isFormulaError(plainCharacters(written))) {
    problems.push({ kind: 'formula-error', column: column.name, found: plainCharacters(written) });
    return;
  }
  const cell = isFreeText(column, modelId) ? written : plainCharacters(written);
  const store: StoreCell = (parsed, assign) => {
    if (parsed.ok) assign(parsed.value);
    else problems.push({ kind: 'wrong-value', column: column.name, found: cell.slice(0, 80), expected: parsed.expected });
  };
  const isServiceDefault = cell === serviceDefaultMark;
  if (column.kind === 'files') {
    overrides.files ??= [];
    const cellFiles = isServiceDefault ? [] : filesInCell(cell);
    if (cellFiles === 'too-many') problems.push({ kind: 'too-many-files', column: column.name, max: csvMaxFilesOfCell });
    else if (!isServiceDefault) store(parseFileCell(column, cellFiles), (parsedFiles) => files.push(...parsedFiles));
  } else if (column.kind === 'parameter') {
    const field = fieldAt(modelId, column.name);
    if (isServiceDefault) parameters[column.name] = null;
    else if (field !== undefined) {
      store(parseParameter(field, cell), (value) => {
        parameters[column.name] = value;
      });
    }
  } else parseCommonCell(draft, column.name, cell, store);
}

/** Assigns a valid value, or reports the problem of the cell. */
type StoreCell = <T>(parsed: ParsedCell<T>, assign: (value: T) => void) => void;

/** Parses a cell of a column that every model has. */
function parseCommonCell(
  draft: RowDraft,
  name: Exclude<Column, { kind: 'files' | 'parameter' }>['name'],
  cell: string,
  store: StoreCell,
): void {
  const { modelId, overrides } = draft;
  const { quality, aspectRatio } = formFor(modelId);
  const offeredValues = (choice: typeof quality): readonly string[] => (choice.kind === 'list' ? choice.values : []);
  const isServiceDefault = cell === serviceDefaultMark;
  switch (name) {
    case 'model':
      break;
    case 'prompt':
      overrides.prompt = isServiceDefault ? '' : cell;
      break;
    case 'duration':
      store(isServiceDefault ? parsedCell(null) : parseSeconds(cell), (value) => {
        overrides.durationSeconds = value;
      });
      break;
    case 'quality':
      overrides.quality = isServiceDefault ? null : offeredSpelling(cell, offeredValues(quality)).slice(0, 32);
      break;
    case 'aspect_ratio':
      overrides.aspectRatio = isServiceDefault ? null : parseRatio(cell, offeredValues(aspectRatio)).slice(0, 32);
      break;
    case 'generate_audio':
      store(isServiceDefault ? parsedCell(null) : parseOnOff(cell), (value) => {
        overrides.generateAudio = value;
      });
      break;
    case 'count':
      store(isServiceDefault ? parsedCell(1) : parseCount(cell), (value) => {
        draft.count = value;
      });
      break;
  }
}
