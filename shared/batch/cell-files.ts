// Parses the files in a cell of a batch file: addresses, and paths as users copy them from a file manager, a terminal or a browser.

import { csvMaxFilesOfCell } from './batch-limits.ts';
import type { FileColumn } from './csv-columns.ts';

/** One file of a cell, by its address or path; not read yet. */
export interface CellFile {
  readonly kind: 'address' | 'path';
  /** A web address, an absolute path, or a path in the user's home folder, which begins with `~/`. */
  readonly location: string;
}

/** The beginning of an address or absolute path that follows another one. */
const locationStart = String.raw`(?:https?:\/\/|file:|~?\/|[A-Za-z]:[\\/])`;
/** The space before `locationStart`, unless a terminal has escaped the space. */
const betweenPieces = new RegExp(String.raw`(?<!\\)\s+(?=["'“‘]?${locationStart})`, 'i');
const quotePairs = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['‘', '’'],
] as const;

/** A list separator after a quoted path, before another path or at the end. */
const listSeparator = new RegExp(String.raw`^\s*[,;，；、]\s*(?=["'“‘]|${locationStart}|$)`, 'i');

/** An apostrophe inside single quotes in a shell: close the quotes, add it, open them again. */
const shellApostrophe = /'(?:\\'|"'")'/g;

/** Returns the quoted text at the beginning, with its quotes; null where there is none. */
function leadingQuotedText(text: string): string | null {
  const closing = quotePairs.find(([open]) => text.startsWith(open))?.[1];
  if (closing === undefined) return null;
  // The replacement has the same length, so that positions stay valid.
  const masked = closing === "'" ? text.replace(shellApostrophe, (sign) => '_'.repeat(sign.length)) : text;
  for (let at = masked.indexOf(closing, 1); at > 0; at = masked.indexOf(closing, at + 1)) {
    const after = text.slice(at + 1);
    if (after === '' || /^\s/.test(after) || listSeparator.test(after)) return text.slice(0, at + 1);
  }
  return null;
}

/**
 * Splits a cell into files. The separators are `|` and line breaks. A cell without them is split at quotes, or at spaces before the
 * beginning of an address or an absolute path, so that a path with spaces stays whole. Returns at most `atMost` pieces, because each search
 * scans the rest of the cell.
 */
function splitCell(cell: string, atMost: number): readonly string[] {
  if (/[|\n]/.test(cell)) {
    return cell
      .split(/[|\n]/)
      .map((piece) => piece.trim())
      .filter(Boolean)
      .slice(0, atMost);
  }
  const pieces: string[] = [];
  for (let rest = cell.trim(); rest !== '' && pieces.length < atMost; ) {
    const quoted = leadingQuotedText(rest);
    const piece = quoted ?? rest.split(betweenPieces, 1)[0] ?? rest;
    pieces.push(piece.trim());
    const after = rest.slice(piece.length);
    rest = (quoted === null ? after : after.replace(listSeparator, '')).trim();
  }
  return pieces;
}

/** Returns the path of a `file:` address; null where it names another computer or no file. */
function pathOfFileAddress(address: string): string | null {
  const [, encoded] = /^file:(?:\/\/(?:localhost)?)?(\/(?!\/).*)$/i.exec(address) ?? [];
  // %2F would be a slash within a name, which no file name has.
  if (encoded === undefined || /%(?:2f|00)/i.test(encoded)) return null;
  try {
    const path = decodeURIComponent(encoded);
    return /^\/[A-Za-z]:[\\/]/.test(path) ? path.slice(1) : path;
  } catch {
    return null; // an escape that is not UTF-8
  }
}

/** A character that a terminal escapes. A backslash before a letter is not an escape: it separates folders on Windows. */
const escaped = /\\([ !-,:-@[-^`{-~])/g;

/** Returns a piece without the quotes and escapes that copying has added. */
function plainPath(piece: string): string | null {
  const quoted = quotePairs.find(([open, close]) => piece.length > 1 && piece.startsWith(open) && piece.endsWith(close));
  const content = quoted === undefined ? piece : piece.slice(1, -1).trim();
  const inside = quoted?.[0] === "'" ? content.replace(shellApostrophe, "'") : content;
  if (/^file:/i.test(inside)) return pathOfFileAddress(inside);
  // A terminal escapes special characters outside of quotes only.
  return quoted === undefined && /^~?\//.test(inside) ? inside.replace(escaped, '$1') : inside;
}

/**
 * Parses one piece. Accepts absolute paths only, because a cell has no folder that a path could be relative to. Rejects paths on another
 * computer (`\\server\share`, `//server/share`), because opening one can send the user's credentials to whoever wrote the file.
 */
function parsePiece(piece: string): CellFile | null {
  const location = plainPath(piece);
  if (location === null) return null;
  if (/^https?:\/\//i.test(location)) return { kind: 'address', location };
  const isAbsolute = /^\/(?![/\\])/.test(location) || /^[A-Za-z]:[\\/]/.test(location) || /^~[\\/]/.test(location);
  return isAbsolute && location.length <= 4_096 ? { kind: 'path', location } : null;
}

/** Direction marks, which Windows puts before a path that is copied from the properties of a file. */
const directionMarks = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const singleFileColumns: readonly FileColumn[] = ['first_frame', 'last_frame'];

/** True for a column that holds one file only. */
export const holdsOneFile = (column: FileColumn): boolean => singleFileColumns.includes(column);

/** Returns the files of a cell in order; null where a piece is not a file; `too-many` where there are more than a cell may have. */
export function filesInCell(cell: string): readonly CellFile[] | null | 'too-many' {
  const cellPieces = splitCell(cell.replace(directionMarks, ''), csvMaxFilesOfCell + 1);
  if (cellPieces.length > csvMaxFilesOfCell) return 'too-many';
  const files = cellPieces.map(parsePiece).filter((file) => file !== null);
  return files.length === cellPieces.length ? files : null;
}
