// A second parser for text that `JSON.parse` refuses: NaN and Infinity as Python writes them, raw line breaks in strings, trailing commas,
// escape sequences of other languages, text after the end. Does not parse a truncated text, because the missing part could change the
// meaning of the rest.
//
// No library parses all of these: json5 refuses raw line breaks in strings, jsonc-parser refuses NaN and repairs missing ends by guessing.

/** Maximum depth: deeper than any response of the service, and far from a stack overflow. */
const maxDepth = 100;
/** Parsed as null. */
const notANumberPattern = /-?(?:NaN|Infinity)\b/y;
const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordPattern = /true\b|false\b|null\b/y;
const spacePattern = /[\s\uFEFF]*/y;
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

class LenientSyntaxError extends Error {}

/** Parses the text; returns `undefined` if it differs from JSON in any other way, or is truncated. */
export function parseLenientJson(text: string): unknown {
  const reader = new Reader(text);
  try {
    return reader.document();
  } catch (error) {
    if (error instanceof LenientSyntaxError) return undefined;
    throw error;
  }
}

class Reader {
  private position = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  document(): unknown {
    const value = this.value(0);
    // Text after the end is ignored, unless it could be another object or list, which would be another response.
    if (/[{[]/.test(this.text.slice(this.position))) throw new LenientSyntaxError();
    return value;
  }

  private value(depth: number): unknown {
    if (depth > maxDepth) throw new LenientSyntaxError();
    const first = this.peek();
    if (first === '{') return this.object(depth);
    if (first === '[') return this.array(depth);
    if (first === '"') return this.string();
    const word = this.match(wordPattern);
    if (word !== null) return JSON.parse(word) as unknown;
    if (this.match(notANumberPattern) !== null) return null;
    const number = this.match(numberPattern);
    if (number === null) throw new LenientSyntaxError();
    return Number(number);
  }

  private object(depth: number): unknown {
    const fields: Record<string, unknown> = {};
    this.position += 1;
    while (!this.skipCharacter('}')) {
      if (this.peek() !== '"') throw new LenientSyntaxError();
      const name = this.string();
      if (!this.skipCharacter(':')) throw new LenientSyntaxError();
      // As in JSON.parse, `__proto__` is a field like any other.
      Object.defineProperty(fields, name, { value: this.value(depth + 1), enumerable: true, configurable: true, writable: true });
      if (!this.skipCharacter(',') && this.peek() !== '}') throw new LenientSyntaxError();
    }
    return fields;
  }

  private array(depth: number): unknown {
    const items: unknown[] = [];
    this.position += 1;
    while (!this.skipCharacter(']')) {
      items.push(this.value(depth + 1));
      if (!this.skipCharacter(',') && this.peek() !== ']') throw new LenientSyntaxError();
    }
    return items;
  }

  private string(): string {
    let value = '';
    for (this.position += 1; ; this.position += 1) {
      const character = this.text[this.position];
      if (character === undefined) throw new LenientSyntaxError();
      if (character === '"') break;
      value += character === '\\' ? this.escape() : character;
    }
    this.position += 1;
    return value;
  }

  /** Reads an escape sequence; leaves the position on its last character. */
  private escape(): string {
    this.position += 1;
    const character = this.text[this.position];
    if (character === undefined) throw new LenientSyntaxError();
    if (character !== 'u') return escapes[character] ?? character;
    const digits = /^[0-9a-f]{4}/i.exec(this.text.slice(this.position + 1, this.position + 5))?.[0];
    if (digits === undefined) return character;
    this.position += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** Returns the next character that is not white space, without consuming it. */
  private peek(): string | undefined {
    this.match(spacePattern);
    return this.text[this.position];
  }

  private skipCharacter(character: string): boolean {
    if (this.peek() !== character) return false;
    this.position += 1;
    return true;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.position;
    const matched = pattern.exec(this.text)?.[0] ?? null;
    if (matched !== null) this.position += matched.length;
    return matched;
  }
}
