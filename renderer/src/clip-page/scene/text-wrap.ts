// Breaks a prompt into lines. Any text must fit: scripts without spaces, one endless word, line breaks, emoji.

/** The space for the text. `measure` returns the width of a text in the unit of `maxWidth`. */
interface WrapOptions {
  readonly maxWidth: number;
  readonly maxLines: number;
  readonly measure: (text: string) => number;
}

/** Graphemes that are considered at all. More never fit, and measuring 5,000 characters is slow. */
const maxGraphemes = 600;

function splitWords(text: string): string[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), (one) => one.segment);
}

function splitGraphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text), (one) => one.segment);
}

function shorten(line: string, { maxWidth, measure }: WrapOptions): string {
  const parts = splitGraphemes(line.trimEnd());
  while (parts.length > 1 && measure(`${parts.join('').trimEnd()}…`) > maxWidth) parts.pop();
  return `${parts.join('').trimEnd()}…`;
}

/** Splits `text` into at most `maxLines` lines, each at most `maxWidth` wide. The last line ends with … when something was left out. */
export function wrapText(text: string, options: WrapOptions): string[] {
  const singleLine = text.replace(/\s+/gu, ' ').trim();
  const graphemes = splitGraphemes(singleLine.slice(0, maxGraphemes * 4)).slice(0, maxGraphemes);
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string) => options.measure(candidate.trimEnd()) <= options.maxWidth;

  for (const piece of splitWords(graphemes.join(''))) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = piece.trimStart();
    // A word wider than a line is broken anywhere.
    while (!fits(line)) {
      const lineGraphemes = splitGraphemes(line);
      let count = lineGraphemes.length - 1;
      while (count > 1 && !fits(lineGraphemes.slice(0, count).join(''))) count -= 1;
      if (count < 1) break;
      lines.push(lineGraphemes.slice(0, count).join(''));
      line = lineGraphemes.slice(count).join('');
    }
    if (lines.length > options.maxLines) break;
  }
  if (line.trim() !== '') lines.push(line.trim());

  const isTruncated = lines.length > options.maxLines || graphemes.join('').length < singleLine.length;
  const shownLines = lines.slice(0, options.maxLines);
  const lastLine = shownLines.at(-1);
  if (isTruncated && lastLine !== undefined) shownLines[shownLines.length - 1] = shorten(lastLine, options);
  return shownLines;
}
