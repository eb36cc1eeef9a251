// Files as the cell of a batch file names them: addresses, and paths as people copy them out of a file manager, a terminal or a browser.
import type { FileColumn } from './columns.ts';

export interface NamedPlace {
  readonly kind: 'address' | 'path';
  /** A web address, an absolute path, or a path from the person's home folder, which begins with `~/`. */
  readonly at: string;
}

/** How an address or an absolute path begins, when it stands behind another one. */
const start = String.raw`(?:https?:\/\/|file:|~?\/|[A-Za-z]:[\\/])`;
/** A space before another one; not one that a terminal has escaped. */
const betweenPieces = new RegExp(String.raw`(?<!\\)\s+(?=["'“‘]?${start})`, 'i');
const quotes = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
] as const;

/** The quoted text at the beginning, with its quotes; null where there is none. */
function quotedStart(text: string): string | null {
  const closing = quotes.find(([open]) => text.startsWith(open))?.[1];
  if (closing === undefined) return null;
  for (let at = text.indexOf(closing, 1); at > 0; at = text.indexOf(closing, at + 1)) {
    if (at + 1 === text.length || /\s/.test(text[at + 1] ?? '')) return text.slice(0, at + 1);
  }
  return null;
}

/**
 * The pieces of a cell that names several files: apart by `|` or line breaks, else each in quotes, or by spaces before something that begins
 * like an address or an absolute path, so that a path with spaces in it stays whole.
 */
function pieces(cell: string): readonly string[] {
  if (/[|\n]/.test(cell)) {
    return cell
      .split(/[|\n]/)
      .map((piece) => piece.trim())
      .filter(Boolean);
  }
  const found: string[] = [];
  for (let rest = cell.trim(); rest !== ''; ) {
    const piece = quotedStart(rest) ?? rest.split(betweenPieces)[0] ?? rest;
    found.push(piece.trim());
    rest = rest.slice(piece.length).trim();
  }
  return found;
}

/** The path of a `file:` address; null where it names another computer or no file. */
function pathOfFileAddress(address: string): string | null {
  const [, encoded] = /^file:\/\/(?:localhost)?(\/(?!\/).*)$/i.exec(address) ?? [];
  // A slash that is written as %2F is part of a name, and no name holds one.
  if (encoded === undefined || /%(?:2f|00)/i.test(encoded)) return null;
  try {
    const path = decodeURIComponent(encoded);
    return /^\/[A-Za-z]:[\\/]/.test(path) ? path.slice(1) : path;
  } catch {
    return null; // an escape that is no UTF-8
  }
}

/** A piece without what copying put around it. */
function plainPath(piece: string): string | null {
  const quoted = quotes.find(([open, close]) => piece.length > 1 && piece.startsWith(open) && piece.endsWith(close)) !== undefined;
  const inside = quoted ? piece.slice(1, -1).trim() : piece;
  if (/^file:/i.test(inside)) return pathOfFileAddress(inside);
  // A terminal escapes what it would take apart; inside quotes it does not. On Windows the sign separates folders.
  return !quoted && /^~?\//.test(inside) ? inside.replace(/\\(.)/g, '$1') : inside;
}

/**
 * Absolute paths only: a file in a spreadsheet has no folder it could be relative to. Never a path on another computer (`\\server\share`,
 * `//server/share`): opening one can hand the person's sign-in to whoever wrote the file.
 */
function placeOf(piece: string): NamedPlace | null {
  const at = plainPath(piece);
  if (at === null) return null;
  if (/^https?:\/\//i.test(at)) return { kind: 'address', at };
  const isAbsolute = /^\/(?![/\\])/.test(at) || /^[A-Za-z]:[\\/]/.test(at) || /^~[\\/]/.test(at);
  return isAbsolute && at.length <= 4_096 ? { kind: 'path', at } : null;
}

/** Marks of direction, which Windows puts before a path that is copied from the properties of a file. */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const singles: readonly FileColumn[] = ['first_frame', 'last_frame'];

/** Whether a column holds one file only. */
export const isSingle = (column: FileColumn): boolean => singles.includes(column);

/** The files a cell names, in order; null where any piece of it names none. */
export function placesOf(cell: string): readonly NamedPlace[] | null {
  const found = pieces(cell.replace(directionMarks, '')).map(placeOf);
  const places = found.filter((place) => place !== null);
  return places.length === found.length ? places : null;
}
