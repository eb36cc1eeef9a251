// A prompt as a title and what follows it. Pure.

const longestTitle = 80;

export interface PromptParts {
  readonly title: string;
  readonly rest: string;
}

/** The first line is the title; of a long one, what stands before the first stop or comma that makes a title of some length. */
export function promptParts(prompt: string): PromptParts {
  const whole = prompt.trim();
  const [line = '', ...lines] = whole.split('\n');
  const below = lines.join('\n').trim();
  if (line.length <= longestTitle) return { title: line.trim(), rest: below };
  const stop = /^.{16,80}?[.,;:!?](?=\s)/.exec(line)?.[0];
  if (stop === undefined) return { title: line.trim(), rest: below };
  const after = line.slice(stop.length).trim();
  return { title: stop.replace(/[.,;:]$/, ''), rest: below === '' ? after : `${after}\n${below}` };
}
