// Reduces a source file to its lines of code, so that lines can be compared without their comments and white space, or by their shape alone.

/** TypeScript's keywords; every other word is a name. */
const keywords = new Set(
  (
    'abstract any as async await boolean break case catch class const continue declare default delete do else enum export extends false finally ' +
    'for from function get if implements import in infer instanceof interface is keyof let never new null number object of override private ' +
    'protected public readonly return satisfies set static string super switch this throw true try type typeof undefined unknown var void while yield'
  ).split(' '),
);

/** A regular expression. It begins only where a value may begin; elsewhere a slash is a division. */
const regexSource = String.raw`(?<=(?:[(,=:[!&|?;]|return|=>)\s*)\/(?![*\/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\/\\\n[])+\/[a-z]*`;
/** A template string; an expression in it may contain braces one level deep. */
const templateSource = String.raw`\x60(?:\\[\s\S]|\$\{(?:[^{}]|\{[^{}]*\})*\}|[^\x60\\])*\x60`;
const tokenPattern = new RegExp(
  [
    String.raw`(?<comment>\/\/.*|\/\*[\s\S]*?\*\/)`,
    String.raw`(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|${templateSource}|${regexSource})`,
    String.raw`(?<number>\d[\w.]*)`,
    String.raw`(?<word>[\p{L}_$][\p{L}\d_$]*)`,
    String.raw`=>|\?\.|\?\?|&&|\|\||\.\.\.|[=!]==?|[<>]=|\S`,
  ].join('|'),
  'gu',
);

/** Returns the shape of a token: the same for all names, strings and numbers; the token itself for keywords and signs. */
function shapeOf(token, { string, number, word }) {
  if (string !== undefined) return 'S';
  if (number !== undefined) return 'N';
  return word !== undefined && !keywords.has(word) ? 'i' : token;
}

/**
 * Yields the tokens of a text without comments: `{ line, token, shape, isSign }`, with lines from 1. A multi-line string has a token in
 * each line.
 */
function* tokensOf(text) {
  let line = 1;
  let scannedTo = 0;
  for (const match of text.matchAll(tokenPattern)) {
    for (; scannedTo < match.index; scannedTo += 1) if (text[scannedTo] === '\n') line += 1;
    const [token] = match;
    const { comment, string, number, word } = match.groups;
    if (comment !== undefined) continue;
    const isSign = string === undefined && number === undefined && word === undefined;
    const shape = shapeOf(token, match.groups);
    for (const [offset, part] of token.split('\n').entries()) {
      const trimmed = part.trim();
      if (trimmed !== '') yield { line: line + offset, token: trimmed, shape, isSign: isSign || trimmed === '`' };
    }
  }
}

/**
 * True for a statement that imports, or that exports names of another file. No statement of this project begins with a call of `import()`.
 */
const isImport = ([first, second, third]) =>
  first?.token === 'import' || (first?.token === 'export' && ['{', '*'].includes((second?.token === 'type' ? third : second)?.token));

/**
 * Returns the lines of code in a source text, each as `{ line, text, shape, tokens }`. `text` has the tokens with single spaces, `shape`
 * the same with names, strings and numbers replaced, and `tokens` is the number of tokens. Blank lines, comments, imports and lines with
 * only punctuation are left out.
 */
export function codeLines(text) {
  const byLine = new Map();
  for (const token of tokensOf(text)) {
    const tokens = byLine.get(token.line);
    if (tokens === undefined) byLine.set(token.line, [token]);
    else tokens.push(token);
  }
  const lines = [];
  let inImport = false;
  for (const [line, tokens] of byLine) {
    inImport ||= isImport(tokens);
    const isExcluded = inImport || tokens.every(({ isSign }) => isSign);
    if (inImport && tokens.at(-1).token === ';') inImport = false;
    if (isExcluded) continue;
    const joinPart = (part) => tokens.map((token) => token[part]).join(' ');
    lines.push({ line, text: joinPart('token'), shape: joinPart('shape'), tokens: tokens.length });
  }
  return lines;
}
