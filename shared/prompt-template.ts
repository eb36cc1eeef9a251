// Prompts with places to fill in: `{subject} walks through {place=forest}, {light=dawn|noon|night}`. A brace that stands for itself is
// written `{{`; a closing brace outside of a variable needs nothing. Pure, and never throws: what is no variable is plain text, with a hint.

/** Length of a variable's name in characters; the database bounds it, too. */
export const variableNameMax = 40;
/** Length of a value that is remembered. */
export const variableValueMax = 2_000;
/** More than this no form asks for. */
export const variablesMax = 40;
export const templateNameMax = 80;
export const templateTextMax = 20_000;
/** As much as a filled template gives: as much as a draft keeps. `{a}` a thousand times, with a long value, would be more than a field can show. */
export const filledMax = 1_000_000;

export interface Variable {
  readonly name: string;
  /** None: free text. One: what it is unless the person says otherwise. Several: one of these, the first unless the person says otherwise. */
  readonly options: readonly string[];
}

/** Why a brace is plain text. */
export type HintKind = 'unclosed' | 'nested' | 'no-name' | 'bad-name';
interface TemplateHint {
  readonly kind: HintKind;
  /** Where the brace stands, in UTF-16 units. */
  readonly at: number;
}

type Part =
  | { readonly kind: 'text'; readonly text: string; readonly source: string }
  | { readonly kind: 'variable'; readonly variable: Variable; readonly source: string };

interface Template {
  /** Their sources, one after the other, are the text that was parsed. */
  readonly parts: readonly Part[];
  readonly hints: readonly TemplateHint[];
}

const namePattern = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ -]*$/u;

/** What stands between two braces, or why it is no variable. */
function variableIn(inside: string): Variable | HintKind {
  const [rawName = '', ...rest] = inside.split('=');
  const name = rawName.trim();
  if (name === '') return 'no-name';
  if (!namePattern.test(name) || [...name].length > variableNameMax) return 'bad-name';
  const options = rest
    .join('=')
    .split('|')
    .map((option) => option.trim())
    .filter((option) => option !== '');
  return { name, options: [...new Set(options)] };
}

/** Reads a template. */
export function parseTemplate(template: string): Template {
  const parts: Part[] = [];
  const hints: TemplateHint[] = [];
  let [text, source] = ['', ''];
  const plain = (meant: string, written: string): void => {
    text += meant;
    source += written;
  };
  for (let at = 0; at < template.length; ) {
    const open = template.indexOf('{', at);
    if (open !== at) {
      const run = open < 0 ? template.slice(at) : template.slice(at, open);
      plain(run, run);
      at += run.length;
      continue;
    }
    if (template[at + 1] === '{') {
      plain('{', '{{');
      at += 2;
      continue;
    }
    const end = template.slice(at + 1).search(/[{}\r\n]/);
    const stop = end < 0 ? undefined : template[at + 1 + end];
    const found = stop === '}' ? variableIn(template.slice(at + 1, at + 1 + end)) : stop === '{' ? 'nested' : 'unclosed';
    if (typeof found === 'string') {
      hints.push({ kind: found, at });
      plain('{', '{');
      at += 1;
      continue;
    }
    if (source !== '') parts.push({ kind: 'text', text, source });
    [text, source] = ['', ''];
    const written = template.slice(at, at + end + 2);
    parts.push({ kind: 'variable', variable: found, source: written });
    at += written.length;
  }
  if (source !== '') parts.push({ kind: 'text', text, source });
  return { parts, hints };
}

/** Each variable once, in the order of its first place. Options written at any of its places count. */
export function variablesOf({ parts }: Template): readonly Variable[] {
  const byName = new Map<string, Variable>();
  for (const part of parts) {
    if (part.kind !== 'variable') continue;
    const { variable } = part;
    const known = byName.get(variable.name);
    if (known === undefined || known.options.length === 0) byName.set(variable.name, variable);
  }
  return [...byName.values()].slice(0, variablesMax);
}

/** The prompt. A variable without a value stays as it was written, so that nobody overlooks it. */
export function fillTemplate({ parts }: Template, values: ReadonlyMap<string, string>): string {
  let filled = '';
  for (const part of parts) {
    filled += part.kind === 'text' ? part.text : values.get(part.variable.name) || part.source;
    if (filled.length >= filledMax) return filled.slice(0, filledMax);
  }
  return filled;
}

/** What the form holds at first: what was given last time, where it still is a choice, else the template's own word. */
export function firstValue({ name, options }: Variable, remembered: ReadonlyMap<string, string>): string {
  const last = remembered.get(name);
  const fits = last !== undefined && (options.length < 2 || options.includes(last));
  return fits ? last : (options[0] ?? '');
}
