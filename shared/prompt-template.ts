// Prompts with variables: `{subject} walks through {place=forest}, {light=dawn|noon|night}`. A literal brace is written `{{`; a closing brace outside
// of a variable needs no escape. Pure, and never throws: an invalid variable is plain text, with a hint.

/** The longest name of a variable in characters; the database has the same limit. */
export const variableNameMax = 40;
/** The longest value that is remembered, in characters. */
export const variableValueMax = 2_000;
/** The most variables that a form shows. */
export const variablesMax = 40;
/** The longest name of a template in characters. */
export const templateNameMax = 80;
/** The longest text of a template in characters. */
export const templateTextMax = 20_000;
/**
 * The longest prompt that a filled template may become; a draft has the same limit. Many `{a}` with a long value would overload a text
 * field.
 */
export const filledPromptMax = 1_000_000;

/** One place in a template that the user fills in. */
export interface Variable {
  readonly name: string;
  /** No option: free text. One option: the default value. Several options: the choices, of which the first is the default. */
  readonly options: readonly string[];
}

/** Why a brace is plain text. */
export type HintKind = 'unclosed' | 'nested' | 'no-name' | 'bad-name';
interface TemplateHint {
  readonly kind: HintKind;
  /** The position of the brace, in UTF-16 units. */
  readonly at: number;
}

type Part =
  | { readonly kind: 'text'; readonly text: string; readonly source: string }
  | { readonly kind: 'variable'; readonly variable: Variable; readonly source: string };

interface Template {
  /** The `source` texts of the parts, joined, are the parsed text. */
  readonly parts: readonly Part[];
  readonly hints: readonly TemplateHint[];
}

const namePattern = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ -]*$/u;

/** Parses the text between two braces; returns the reason where it is not a variable. */
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

/** Parses a template into text and variables. */
export function parsePromptTemplate(template: string): Template {
  const parts: Part[] = [];
  const hints: TemplateHint[] = [];
  let [text, source] = ['', ''];
  const appendText = (value: string, variableSource: string): void => {
    text += value;
    source += variableSource;
  };
  for (let at = 0; at < template.length; ) {
    const open = template.indexOf('{', at);
    if (open !== at) {
      const run = open < 0 ? template.slice(at) : template.slice(at, open);
      appendText(run, run);
      at += run.length;
      continue;
    }
    if (template[at + 1] === '{') {
      appendText('{', '{{');
      at += 2;
      continue;
    }
    const end = template.slice(at + 1).search(/[{}\r\n]/);
    const endCharacter = end < 0 ? undefined : template[at + 1 + end];
    const parsed = endCharacter === '}' ? variableIn(template.slice(at + 1, at + 1 + end)) : endCharacter === '{' ? 'nested' : 'unclosed';
    if (typeof parsed === 'string') {
      hints.push({ kind: parsed, at });
      appendText('{', '{');
      at += 1;
      continue;
    }
    if (source !== '') parts.push({ kind: 'text', text, source });
    [text, source] = ['', ''];
    const variableSource = template.slice(at, at + end + 2);
    parts.push({ kind: 'variable', variable: parsed, source: variableSource });
    at += variableSource.length;
  }
  if (source !== '') parts.push({ kind: 'text', text, source });
  return { parts, hints };
}

/** Returns each variable once, in order of first occurrence, with the first options that the template gives it. At most `variablesMax`. */
export function variablesOf({ parts }: Template): readonly Variable[] {
  const byName = new Map<string, Variable>();
  for (const part of parts) {
    if (part.kind !== 'variable') continue;
    const { variable } = part;
    const earlier = byName.get(variable.name);
    if (earlier === undefined || earlier.options.length === 0) byName.set(variable.name, variable);
  }
  return [...byName.values()].slice(0, variablesMax);
}

/** Returns the prompt. A variable without a value stays as it was written, so that the user notices it. */
export function fillTemplate({ parts }: Template, values: ReadonlyMap<string, string>): string {
  let filled = '';
  for (const part of parts) {
    filled += part.kind === 'text' ? part.text : values.get(part.variable.name) || part.source;
    if (filled.length >= filledPromptMax) return filled.slice(0, filledPromptMax);
  }
  return filled;
}

/** Returns the initial value in the form: the last value if it is still a choice, otherwise the template's default. */
export function initialValue({ name, options }: Variable, remembered: ReadonlyMap<string, string>): string {
  const last = remembered.get(name);
  const fits = last !== undefined && (options.length < 2 || options.includes(last));
  return fits ? last : (options[0] ?? '');
}
