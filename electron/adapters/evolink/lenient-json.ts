// A second reader for text that `JSON.parse` refuses: NaN and Infinity as Python writes them, raw line breaks in strings, a comma too many,
// escapes of other languages, words after the end. A text that breaks off is not read: what is missing could change what the rest means.
//
// No library reads all of these: json5 refuses raw line breaks in strings, jsonc-parser refuses NaN and repairs missing ends by guessing.

/** Deeper than any answer of the service, and far from the end of the stack. */
const DEEPEST = 100;
/** Read as null: a number that is none says nothing. */
const NO_NUMBER = /-?(?:NaN|Infinity)\b/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true\b|false\b|null\b/y;
const SPACE = /[\s\uFEFF]*/y;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class NotReadable extends Error {}

/** The value, `undefined` where the text is not even nearly JSON. */
export function parseLenientJson(text: string): unknown {
  const reader = new Reader(text);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  whole(): unknown {
    const value = this.value(0);
    // Words after the end are somebody else's; another object would be another answer.
    if (/[{[]/.test(this.text.slice(this.at))) throw new NotReadable();
    return value;
  }

  private value(depth: number): unknown {
    if (depth > DEEPEST) throw new NotReadable();
    const first = this.peek();
    if (first === '{') return this.object(depth);
    if (first === '[') return this.array(depth);
    if (first === '"') return this.string();
    const word = this.take(WORD);
    if (word !== null) return JSON.parse(word) as unknown;
    if (this.take(NO_NUMBER) !== null) return null;
    const number = this.take(NUMBER);
    if (number === null) throw new NotReadable();
    return Number(number);
  }

  private object(depth: number): unknown {
    const fields: Record<string, unknown> = {};
    this.at += 1;
    while (!this.takes('}')) {
      if (this.peek() !== '"') throw new NotReadable();
      const name = this.string();
      if (!this.takes(':')) throw new NotReadable();
      // As JSON.parse does it: `__proto__` is a field like any other.
      Object.defineProperty(fields, name, { value: this.value(depth + 1), enumerable: true, configurable: true, writable: true });
      if (!this.takes(',') && this.peek() !== '}') throw new NotReadable();
    }
    return fields;
  }

  private array(depth: number): unknown {
    const items: unknown[] = [];
    this.at += 1;
    while (!this.takes(']')) {
      items.push(this.value(depth + 1));
      if (!this.takes(',') && this.peek() !== ']') throw new NotReadable();
    }
    return items;
  }

  private string(): string {
    let value = '';
    for (this.at += 1; ; this.at += 1) {
      const letter = this.text[this.at];
      if (letter === undefined) throw new NotReadable();
      if (letter === '"') break;
      value += letter === '\\' ? this.escape() : letter;
    }
    this.at += 1;
    return value;
  }

  /** Leaves the position on the last letter of the escape. */
  private escape(): string {
    this.at += 1;
    const letter = this.text[this.at];
    if (letter === undefined) throw new NotReadable();
    if (letter !== 'u') return ESCAPES[letter] ?? letter;
    const digits = /^[0-9a-f]{4}/i.exec(this.text.slice(this.at + 1, this.at + 5))?.[0];
    if (digits === undefined) return letter;
    this.at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** The next letter that is no space. */
  private peek(): string | undefined {
    this.take(SPACE);
    return this.text[this.at];
  }

  private takes(letter: string): boolean {
    if (this.peek() !== letter) return false;
    this.at += 1;
    return true;
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }
}
