// Parses the cells of one row, without the models' rules. An empty cell keeps the composer's value; a single "-" leaves the field to the service.
import type { JsonValue } from '../generation.ts';
import { type ExtraField, findModel, formFor, models } from '../models/index.ts';
import { parseJson } from '../parse-json.ts';
import { foldForSearch, plainCharacters } from '../search-folding.ts';
import { batchMaxVariations, csvMaxFilesOfCell } from './batch-limits.ts';
import type { ExpectedValue, LineProblem } from './batch-problem.ts';
import { type CellFile, filesInCell, isSingle } from './cell-files.ts';
import type { CsvRow } from './csv.ts';
import type { Column } from './csv-columns.ts';
import type { LineOverrides } from './line-overrides.ts';

/** One file of a row. */
export interface CellReference extends CellFile {
  readonly column: Extract<Column, { kind: 'files' }>;
}

/** A parsed row. */
export interface RowReading {
  readonly line: number;
  readonly count: number;
  /** The values of the row. The row's files are in `files` of this object; here `files` only says that the composer's are not used. */
  readonly overrides: LineOverrides;
  readonly files: readonly CellReference[];
  readonly problems: readonly LineProblem[];
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly takes: ExpectedValue };
const is = <T>(value: T): Read<T> => ({ ok: true, value });
const isNot = (takes: ExpectedValue): Read<never> => ({ ok: false, takes });

const leftOut = '-';

const secondsIn = (cell: string): Read<number> => {
  const found = /^(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:s|sec|秒)?$/i.exec(cell)?.[1];
  return found === undefined ? isNot('seconds') : is(Number(found.replace(',', '.')));
};

/** True and false as spreadsheets in several languages write them, and as people do. */
const onOffWords: Readonly<Record<string, boolean>> = {
  1: true,
  true: true,
  yes: true,
  on: true,
  ja: true,
  wahr: true,
  vrai: true,
  oui: true,
  sí: true,
  verdadero: true,
  vero: true,
  sì: true,
  verdadeiro: true,
  sim: true,
  waar: true,
  prawda: true,
  правда: true,
  истина: true,
  да: true,
  doğru: true,
  evet: true,
  sant: true,
  tosi: true,
  igaz: true,
  是: true,
  开: true,
  真: true,
  对: true,
  0: false,
  false: false,
  no: false,
  off: false,
  nein: false,
  falsch: false,
  faux: false,
  non: false,
  falso: false,
  não: false,
  onwaar: false,
  fałsz: false,
  неправда: false,
  ложь: false,
  нет: false,
  yanlış: false,
  hayır: false,
  falskt: false,
  epätosi: false,
  hamis: false,
  否: false,
  关: false,
  假: false,
  错: false,
};
const isOn: ReadonlyMap<string, boolean> = new Map(Object.entries(onOffWords).map(([word, on]) => [foldForSearch(word), on]));
const onOffIn = (cell: string): Read<boolean> => {
  const on = isOn.get(foldForSearch(cell));
  return on === undefined ? isNot('on-off') : is(on);
};

const countIn = (cell: string): Read<number> => {
  const count = /^\d{1,3}$/.test(cell) ? Number(cell) : 0;
  return count >= 1 && count <= batchMaxVariations ? is(count) : isNot('count');
};

const wholeIn = (cell: string): Read<number> => {
  const value = /^[+-]?\d{1,15}$/.test(cell) ? Number(cell) : Number.NaN;
  return Number.isSafeInteger(value) ? is(value) : isNot('whole-number');
};

function jsonIn(cell: string): Read<JsonValue> {
  const value = parseJson(cell);
  return value === undefined ? isNot('json') : is(value);
}

/** Returns the value in the model's spelling: "1080P" becomes "1080p". */
const asOffered = (cell: string, offered: readonly string[]): string =>
  offered.find((value) => value.toLowerCase() === cell.toLowerCase()) ?? cell;

/** A time of day: the half of the day before it in Chinese, hours, minutes, zero seconds, and the half of the day after it elsewhere. */
const timeOfDay = /^(?:(上午|下午)\s*)?0?(\d{1,2})\s*:\s*0?(\d{1,2})(?::00)?(?:\s*([ap])\.?\s?m\.?)?$/i;
const afternoon = /^下午|p\.?\s?m\.?$/i;

/** Converts an hour of a 12-hour clock to 0 to 23; null where it is not one. */
function hourOf(shown: number, half: 'a' | 'p'): number | null {
  if (shown < 1 || shown > 12) return null;
  if (half === 'a') return shown === 12 ? null : shown;
  return shown === 12 ? 12 : shown + 12;
}

/** Restores a ratio. Spreadsheets take "16:9" for a time of day and write "16:09", "16:09:00", "04:09:00 PM" or "下午4:09:00". */
const ratioIn = (cell: string, offered: readonly string[]): string => {
  const [, before, hour, minute, behind] = timeOfDay.exec(cell) ?? [];
  if (hour === undefined) return asOffered(cell, offered);
  const isHalved = before !== undefined || behind !== undefined;
  const first = isHalved ? hourOf(Number(hour), afternoon.test(cell) ? 'p' : 'a') : hour;
  return first === null ? cell : `${first}:${minute}`;
};

/**
 * What a spreadsheet saves in place of a value that it could not compute, in the languages of Excel and LibreOffice: `#NAME?` and `#¡VALOR!`, the
 * forms of "not available", which have no final sign, and the error numbers of LibreOffice.
 */
const formulaErrors: readonly RegExp[] = [
  /^#[¡¿]?\p{L}[\p{L}\d/._]*[!?]$/iu,
  /^#(?:N\/A|N\/B|N\/D|NV|I\/T|YOK|Н\/Д|Δ\/Υ|SAKNAS|PUUTTUU|HIÁNYZIK|NENÍ_K_DISPOZICI|NEDOSTUPNÝ|GETTING_DATA)$/iu,
  /^(?:Err|Error|Erreur|Errore|Erro|Fehler|Ошибка|错误|錯誤|エラー)\s?[:：]\s?\d{3}$/iu,
];
const isFormulaError = (cell: string): boolean => formulaErrors.some((form) => form.test(cell));

/** Finds a model by its id or its name in any case. Otherwise returns the text as the id: the service decides about it. */
const modelIn = (cell: string): string => {
  const word = cell.toLowerCase();
  return (findModel(cell) ?? models.find(({ id, name }) => id.toLowerCase() === word || name.toLowerCase() === word))?.id ?? cell;
};

function parameterIn(field: ExtraField, cell: string): Read<JsonValue> {
  switch (field.type) {
    case 'boolean':
      return onOffIn(cell);
    case 'integer':
      return wholeIn(cell);
    case 'choice':
      return is(asOffered(cell, field.values));
    case 'text':
    case 'task':
    case 'span':
      return is(cell);
    case 'object':
    case 'shots':
    case 'elements':
      return jsonIn(cell);
  }
}

/** Returns the field at this path: the model's own, otherwise that of any model, so that a foreign field is still parsed by its type. */
const fieldAt = (modelId: string, path: string): ExtraField | undefined =>
  [formFor(modelId), ...models, formFor('')].flatMap(({ extra }) => extra).find((field) => field.path === path);

/** True for a cell with free text of the user, which is kept as it was written. */
const isProse = (column: Column, modelId: string): boolean => {
  if (column.kind !== 'parameter') return column.kind === 'files' || column.name === 'prompt';
  const type = fieldAt(modelId, column.name)?.type;
  return type === 'text' || type === 'shots' || type === 'elements';
};

function placesIn(column: CellReference['column'], found: readonly CellFile[] | null): Read<readonly CellReference[]> {
  const takes = isSingle(column.name) ? 'one-file' : 'files';
  if (found === null || (takes === 'one-file' && found.length > 1)) return isNot(takes);
  return is(found.map((place) => ({ column, ...place })));
}

/** What was parsed of a row so far. */
interface RowDraft {
  readonly modelId: string;
  readonly wish: { -readonly [K in keyof LineOverrides]: LineOverrides[K] };
  readonly parameters: Record<string, JsonValue>;
  readonly places: CellReference[];
  readonly problems: LineProblem[];
  count: number;
}

/** Parses one row. `baseModel` is the model of a row without one. */
export function readRow(row: CsvRow, baseModel: string): RowReading {
  // When cells are in the wrong columns, their values mean nothing.
  if (row.problems.length > 0) return { line: row.line, count: 1, overrides: {}, files: [], problems: row.problems };
  const named = plainCharacters([...row.cells].find(([{ name }]) => name === 'model')?.[1] ?? leftOut);
  const modelId = named === leftOut || isFormulaError(named) ? baseModel : modelIn(named);
  const draft: RowDraft = { modelId, wish: {}, parameters: {}, places: [], problems: [], count: 1 };
  if (modelId !== baseModel) draft.wish.model = modelId;
  for (const [column, written] of row.cells) readCell(draft, column, written);
  const { wish, parameters, places, problems, count } = draft;
  if (Object.keys(parameters).length > 0) wish.parameters = parameters;
  return { line: row.line, count, overrides: wish, files: places, problems };
}

function readCell(draft: RowDraft, column: Column, written: string): void {
  const { modelId, wish, parameters, places, problems } = draft;
  if (isFormulaError(plainCharacters(written))) {
    problems.push({ kind: 'formula-error', column: column.name, found: plainCharacters(written) });
    return;
  }
  const cell = isProse(column, modelId) ? written : plainCharacters(written);
  const take: Take = (read, put) => {
    if (read.ok) put(read.value);
    else problems.push({ kind: 'wrong-value', column: column.name, found: cell.slice(0, 80), takes: read.takes });
  };
  const isLeft = cell === leftOut;
  if (column.kind === 'files') {
    wish.files ??= [];
    const found = isLeft ? [] : filesInCell(cell);
    if (found === 'too-many') problems.push({ kind: 'too-many-files', column: column.name, max: csvMaxFilesOfCell });
    else if (!isLeft) take(placesIn(column, found), (named) => places.push(...named));
  } else if (column.kind === 'parameter') {
    const field = fieldAt(modelId, column.name);
    if (isLeft) parameters[column.name] = null;
    else if (field !== undefined) {
      take(parameterIn(field, cell), (value) => {
        parameters[column.name] = value;
      });
    }
  } else readCommonCell(draft, column.name, cell, take);
}

/** Keeps a parsed value, or reports what the cell may contain. */
type Take = <T>(read: Read<T>, put: (value: T) => void) => void;

/** Parses a cell of a column that every model has. */
function readCommonCell(draft: RowDraft, name: Exclude<Column, { kind: 'files' | 'parameter' }>['name'], cell: string, take: Take): void {
  const { modelId, wish } = draft;
  const { quality, aspectRatio } = formFor(modelId);
  const offered = (choice: typeof quality): readonly string[] => (choice.kind === 'list' ? choice.values : []);
  const isLeft = cell === leftOut;
  switch (name) {
    case 'model':
      break;
    case 'prompt':
      wish.prompt = isLeft ? '' : cell;
      break;
    case 'duration':
      take(isLeft ? is(null) : secondsIn(cell), (value) => {
        wish.durationSeconds = value;
      });
      break;
    case 'quality':
      wish.quality = isLeft ? null : asOffered(cell, offered(quality)).slice(0, 32);
      break;
    case 'aspect_ratio':
      wish.aspectRatio = isLeft ? null : ratioIn(cell, offered(aspectRatio)).slice(0, 32);
      break;
    case 'generate_audio':
      take(isLeft ? is(null) : onOffIn(cell), (value) => {
        wish.generateAudio = value;
      });
      break;
    case 'count':
      take(isLeft ? is(1) : countIn(cell), (value) => {
        draft.count = value;
      });
      break;
  }
}
