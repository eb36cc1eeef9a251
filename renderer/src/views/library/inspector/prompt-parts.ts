// Splits a prompt into a title and the rest. Pure.

const maxTitleCharacters = 80;

/** `rest` is empty when the title is the whole prompt. */
interface PromptParts {
  readonly title: string;
  readonly rest: string;
}

/**
 * The title is the first line. If that line has more than 80 characters, the title ends at the first punctuation mark that comes after 16
 * to 80 characters and before white space. Without such a mark, the whole line is the title.
 */
export function promptParts(prompt: string): PromptParts {
  const whole = prompt.trim();
  const [line = '', ...lines] = whole.split('\n');
  const otherLines = lines.join('\n').trim();
  if (line.length <= maxTitleCharacters) return { title: line.trim(), rest: otherLines };
  const stop = /^.{16,80}?[.,;:!?](?=\s)/.exec(line)?.[0];
  if (stop === undefined) return { title: line.trim(), rest: otherLines };
  const after = line.slice(stop.length).trim();
  return { title: stop.replace(/[.,;:]$/, ''), rest: otherLines === '' ? after : `${after}\n${otherLines}` };
}
