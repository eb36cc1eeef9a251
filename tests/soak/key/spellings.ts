// The spellings in which a key could occur in a file, a command line or a heap, as bytes to search for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Shorter pieces could occur by chance. */
const minPieceLength = 12;

const reverse = (text: string): string => [...text].reverse().join('');
const eachAs = (text: string, spell: (byte: number) => string): string => [...Buffer.from(text)].map(spell).join('');
const hex = (byte: number, digits = 2): string => byte.toString(16).padStart(digits, '0');

/** The base64 spellings of a text, one for each of three offsets. The ends are left out because they depend on the surrounding text. */
function base64Of(text: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64');
    const certain = whole.slice(offset === 0 ? 0 : 4, whole.length - 4);
    return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Spellings by name: of the whole key, and of each half if the half is long enough, forwards and backwards. */
export function spellingsOf(key: string): ReadonlyMap<string, Buffer> {
  const middle = Math.ceil(key.length / 2);
  const pieces = new Map([['whole', key]]);
  for (const [name, half] of [['first half', key.slice(0, middle)] as const, ['second half', key.slice(middle)] as const])
    if (half.length >= minPieceLength) pieces.set(name, half);
  const found = new Map<string, Buffer>();
  const add = (name: string, bytes: Buffer): void => {
    if (![...found.values()].some((known) => known.equals(bytes))) found.set(name, bytes);
  };
  for (const [name, piece] of pieces) {
    for (const [direction, text] of [[name, piece] as const, [`${name}, backwards`, reverse(piece)] as const]) {
      add(direction, Buffer.from(text, 'latin1'));
      add(`${direction}, UTF-16`, Buffer.from(text, 'utf16le'));
      add(`${direction}, UTF-16 big-endian`, Buffer.from(text, 'utf16le').swap16());
      add(`${direction}, hex`, Buffer.from(eachAs(text, hex)));
      add(`${direction}, HEX`, Buffer.from(eachAs(text, hex).toUpperCase()));
      for (const [at, encoded] of base64Of(text).entries()) add(`${direction}, base64 ${at}`, Buffer.from(encoded));
    }
    add(`${name}, URL`, Buffer.from(encodeURIComponent(piece)));
    add(`${name}, URL in full`, Buffer.from(eachAs(piece, (byte) => `%${hex(byte).toUpperCase()}`)));
    add(`${name}, JSON`, Buffer.from(JSON.stringify(piece).slice(1, -1)));
    add(`${name}, JSON in JSON`, Buffer.from(JSON.stringify(JSON.stringify(piece)).slice(3, -3)));
    add(`${name}, JSON in full`, Buffer.from(eachAs(piece, (byte) => `\\u${hex(byte, 4)}`)));
  }
  return found;
}

/** Returns the names of the spellings that occur in these bytes. */
export function spelledIn(bytes: Uint8Array, spellings: ReadonlyMap<string, Buffer>): readonly string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [...spellings].flatMap(([name, spelling]) => (buffer.includes(spelling) ? [name] : []));
}

export interface SearchResult {
  readonly files: number;
  readonly hits: readonly string[];
}

/** Reads every file below a folder. */
export function searchFiles(folder: string, spellings: ReadonlyMap<string, Buffer>): SearchResult {
  const hits: string[] = [];
  let files = 0;
  const walk = (at: string): void => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      // File names can leak the key, too.
      for (const name of spelledIn(Buffer.from(entry.name), spellings)) hits.push(`${path} (its name): ${name}`);
      if (entry.isDirectory()) walk(path);
      if (!entry.isFile()) continue;
      files += 1;
      for (const name of spelledIn(bytesOf(path), spellings)) hits.push(`${path}: ${name}`);
    }
  };
  walk(folder);
  return { files, hits };
}

/** The bytes of a file; empty if the file was removed in the meantime. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

/** Searches the command line and environment of every readable process. Linux only. */
export function searchProcesses(spellings: ReadonlyMap<string, Buffer>): { readonly processes: number; readonly hits: readonly string[] } {
  const ids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  const hits = ids.flatMap((id) =>
    ['cmdline', 'environ'].flatMap((file) => spelledIn(bytesOf(`/proc/${id}/${file}`), spellings).map((name) => `${id} ${file}: ${name}`)),
  );
  return { processes: ids.length, hits };
}
