// What the cells of one row say: pure reading, without the models' rules. An empty cell says nothing; a single "-" says "leave it to
// the service".
import type { JsonValue } from '../generation.ts';
import { type ExtraField, findModel, formFor, models } from '../models/index.ts';
import type { Column, FileColumn } from './columns.ts';
import type { CsvRow } from './csv.ts';
import { batchMaxVariations } from './limits.ts';
import type { LineProblem, Takes } from './problem.ts';
import type { Wish } from './wish.ts';

/** One file a row names. */
export interface Place {
  readonly column: Extract<Column, { kind: 'files' }>;
  readonly kind: 'address' | 'path';
  /** A web address or an absolute path. */
  readonly at: string;
}

export interface RowReading {
  readonly line: number;
  readonly count: number;
  /** Its files are in `places`; `files` only says that the composer's are not taken. */
  readonly wish: Wish;
  readonly places: readonly Place[];
  readonly problems: readonly LineProblem[];
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly takes: Takes };
const is = <T>(value: T): Read<T> => ({ ok: true, value });
const isNot = (takes: Takes): Read<never> => ({ ok: false, takes });

const leftOut = '-';

const secondsIn = (cell: string): Read<number> => {
  const found = /^(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:s|sec|秒)?$/i.exec(cell)?.[1];
  return found === undefined ? isNot('seconds') : is(Number(found.replace(',', '.')));
};

const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  是: true,
  开: true,
  false: false,
  no: false,
  off: false,
  0: false,
  否: false,
  关: false,
};
const onOffIn = (cell: string): Read<boolean> => {
  const word = cell.toLowerCase();
  return Object.hasOwn(words, word) ? is(words[word] === true) : isNot('on-off');
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
  try {
    return is(JSON.parse(cell) as JsonValue);
  } catch {
    return isNot('json');
  }
}

/** As the model spells it: "1080P" is "1080p". */
const asOffered = (cell: string, offered: readonly string[]): string =>
  offered.find((value) => value.toLowerCase() === cell.toLowerCase()) ?? cell;

/** Spreadsheets take "16:9" for a time of day and write "16:09" or "16:09:00". */
const ratioIn = (cell: string, offered: readonly string[]): string => {
  const found = /^0?(\d{1,2}):0?(\d{1,2})(?::00)?$/.exec(cell);
  return found === null ? asOffered(cell, offered) : `${found[1]}:${found[2]}`;
};

/** A model by its id or its name, whatever the case; else what was typed, which the service decides about. */
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
    case 'shots':
    case 'elements':
      return jsonIn(cell);
  }
}

/** The field of this path: the model's own, else that of any model, so that a stranger is at least read as what it is. */
const fieldAt = (modelId: string, path: string): ExtraField | undefined =>
  [formFor(modelId), ...models].flatMap(({ extra }) => extra).find((field) => field.path === path);

/**
 * The pieces of a cell that names several files: apart by `|` or line breaks, else by spaces before something that begins like an
 * address or an absolute path, so that a path with spaces in it stays whole.
 */
const pieces = (cell: string): readonly string[] =>
  (/[|\n]/.test(cell) ? cell.split(/[|\n]/) : cell.split(/\s+(?=https?:\/\/|\/|[A-Za-z]:[\\/])/i))
    .map((piece) => piece.trim())
    .filter(Boolean);

/**
 * Absolute paths only: a file in a spreadsheet has no folder it could be relative to. Never a path on another computer (`\\server\share`,
 * `//server/share`): opening one can hand the person's sign-in to whoever wrote the file.
 */
function placeKind(piece: string): Place['kind'] | null {
  if (/^https?:\/\//i.test(piece)) return 'address';
  const isAbsolute = /^\/(?![/\\])/.test(piece) || /^[A-Za-z]:[\\/]/.test(piece);
  return isAbsolute && piece.length <= 4_096 ? 'path' : null;
}

const singles: readonly FileColumn[] = ['first_frame', 'last_frame'];

function placesIn(column: Place['column'], cell: string): Read<readonly Place[]> {
  const takes = singles.includes(column.name) ? 'one-place' : 'places';
  const found = pieces(cell).map((at) => ({ column, at, kind: placeKind(at) }));
  if (takes === 'one-place' && found.length > 1) return isNot(takes);
  const places = found.flatMap(({ kind, ...rest }): Place[] => (kind === null ? [] : [{ ...rest, kind }]));
  return places.length === found.length ? is(places) : isNot(takes);
}

/** Reads one row. `baseModel` is the model of rows that name none. */
export function readRow(row: CsvRow, baseModel: string): RowReading {
  // Where cells have slipped, what stands in which column means nothing.
  if (row.problems.length > 0) return { line: row.line, count: 1, wish: {}, places: [], problems: row.problems };
  const problems: LineProblem[] = [];
  const wish: { -readonly [K in keyof Wish]: Wish[K] } = {};
  const parameters: Record<string, JsonValue> = {};
  const places: Place[] = [];
  let count = 1;

  const named = [...row.cells].find(([{ name }]) => name === 'model')?.[1];
  const modelId = named === undefined || named === leftOut ? baseModel : modelIn(named);
  if (modelId !== baseModel) wish.model = modelId;
  const { quality, aspectRatio } = formFor(modelId);
  const offered = (choice: typeof quality): readonly string[] => (choice.kind === 'list' ? choice.values : []);

  for (const [column, cell] of row.cells) {
    const take = <T>(read: Read<T>, put: (value: T) => void): void => {
      if (read.ok) put(read.value);
      else problems.push({ kind: 'wrong-value', column: column.name, found: cell.slice(0, 80), takes: read.takes });
    };
    const isLeft = cell === leftOut;
    if (column.kind === 'files') {
      wish.files ??= [];
      if (!isLeft) take(placesIn(column, cell), (found) => places.push(...found));
    } else if (column.kind === 'parameter') {
      const field = fieldAt(modelId, column.name);
      if (isLeft) parameters[column.name] = null;
      else if (field !== undefined) {
        take(parameterIn(field, cell), (value) => {
          parameters[column.name] = value;
        });
      }
    } else {
      switch (column.name) {
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
            count = value;
          });
          break;
      }
    }
  }
  if (Object.keys(parameters).length > 0) wish.parameters = parameters;
  return { line: row.line, count, wish, places, problems };
}
