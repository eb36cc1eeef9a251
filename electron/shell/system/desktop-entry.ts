// Reads the desktop entries of Linux, which describe the installed programs (freedesktop.org, Desktop Entry Specification 1.5). Pure.

/** A program that opens files. */
export interface DesktopEntry {
  readonly name: string;
  /** The command line as the entry has it, with field codes. */
  readonly exec: string;
  readonly mimeTypes: readonly string[];
}

const unescaped = (value: string): string =>
  value.replace(/\\([sntr\\])/g, (_, letter: string) => ({ s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' })[letter] ?? letter);

/** The values of the group `[Desktop Entry]`. */
function valuesOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let isInGroup = false;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('[')) isInGroup = line.trim() === '[Desktop Entry]';
    const [, key, value] = /^([A-Za-z0-9-]+(?:\[[^\]]+\])?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (isInGroup && key !== undefined && value !== undefined && !values.has(key)) values.set(key, unescaped(value));
  }
  return values;
}

/** Parses an entry; null unless it is a visible program with its own window. `locale` such as `zh_CN` chooses the name. */
export function parseDesktopEntry(text: string, locale: string): DesktopEntry | null {
  const values = valuesOf(text);
  const name = values.get(`Name[${locale}]`) ?? values.get(`Name[${locale.split('_')[0]}]`) ?? values.get('Name') ?? '';
  const exec = values.get('Exec') ?? '';
  const isTrue = (key: string): boolean => values.get(key) === 'true';
  if (values.get('Type') !== 'Application' || name === '' || exec === '') return null;
  if (isTrue('Hidden') || isTrue('NoDisplay') || isTrue('Terminal')) return null;
  return { name, exec, mimeTypes: (values.get('MimeType') ?? '').split(';').filter((type) => type !== '') };
}

/** Splits a command line as the specification says: at blanks, except inside of double quotes. null where a quote is not closed. */
function wordsOf(exec: string): readonly string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  for (let at = 0; at < exec.length; at += 1) {
    const letter = exec[at] ?? '';
    const next = exec[at + 1] ?? '';
    if (isQuoted && letter === '\\' && /["`$\\]/.test(next)) {
      word = (word ?? '') + next;
      at += 1;
    } else if (letter === '"') {
      isQuoted = !isQuoted;
      word ??= '';
    } else if (!isQuoted && /\s/.test(letter)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + letter;
  }
  if (isQuoted) return null;
  return word === null ? words : [...words, word];
}

/** Returns the program and its arguments for one file, without a shell; null for an invalid command. The path is always one argument. */
export function commandFor(exec: string, path: string): readonly [program: string, ...args: string[]] | null {
  const [program, ...words] = wordsOf(exec) ?? [];
  if (program === undefined || program === '') return null;
  let hasFile = false;
  const args = words.flatMap((word): string[] => {
    if (/^%[fFuU]$/.test(word)) {
      hasFile = true;
      return [path];
    }
    // Deprecated codes, the icon, the name and the place of the entry are left out.
    if (/^%[a-zA-Z]$/.test(word)) return [];
    return [word.replace(/%([%a-zA-Z])/g, (_, code: string) => (code === '%' ? '%' : ''))];
  });
  return [program, ...args, ...(hasFile ? [] : [path])];
}
