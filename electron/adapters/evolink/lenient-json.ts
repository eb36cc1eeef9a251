// A second parser for text that `JSON.parse` refuses: NaN and Infinity as Python writes them, raw line breaks in strings, trailing commas, escapes of
// other languages, text after the end. A truncated text is not parsed: the missing part could change the meaning of the rest.
//
// No library parses all of these: json5 refuses raw line breaks in strings, jsonc-parser refuses NaN and repairs missing ends by guessing.

/** Deeper than any response of the service, and far from a stack overflow. */
const MAX_DEPTH = 100;
/** Parsed as null. */
const NOT_A_NUMBER = /-?(?:NaN|Infinity)\b/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true\b|false\b|null\b/y;
const SPACE = /[\s\uFEFF]*/y;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class NotReadable extends Error {}

/** Parses the text; returns `undefined` where it differs from JSON in other ways than those above, or is truncated. */
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
    // Text after the end is ignored; another object would be another response.
    if (/[{[]/.test(this.text.slice(this.at))) throw new NotReadable();
    return value;
  }

  private value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new NotReadable();
    const first = this.peek();
    if (first === '{') return this.object(depth);
    if (first === '[') return this.array(depth);
    if (first === '"') return this.string();
    const word = this.take(WORD);
    if (word !== null) return JSON.parse(word) as unknown;
    if (this.take(NOT_A_NUMBER) !== null) return null;
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
      // As in JSON.parse, `__proto__` is a field like any other.
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

  /** The next character that is not white space. */
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
