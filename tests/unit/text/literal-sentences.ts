// Finds text for users that is written straight into code: in JSX, in shown attributes and options, or as a sentence.
import { parseSync } from 'vite';

export interface Literal {
  readonly line: number;
  readonly words: string;
}

/** Attributes of elements, and options of dialogs, menus and notifications, that are shown or read aloud. */
const shownNames: ReadonlySet<string> = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'text',
  'heading',
  'hint',
  'remark',
  'message',
  'detail',
  'body',
  'subtitle',
  'buttonLabel',
  'checkboxLabel',
  'toolTip',
  'sublabel',
]);

/** A name on the wire, such as `element_1`, is not a word. */
const hasLetters = (text: string): boolean => /\p{L}{2}/u.test(text.replace(/\b[a-z]+_\w*/g, ''));
/** Punctuation between values depends on the language too: "Changed: a, b". */
const hasPunctuation = (text: string): boolean => /[,:;!?]\s*$/.test(text.trim());
/** Matches a sentence such as "Nothing is sent", but not "studio-media://video" or "flex gap-2". */
const isSentence = (text: string): boolean =>
  /^\p{Lu}[\p{L}’']*[ ,]+(?:[\p{L}\d’'“”–-]+[ ,.]*)+/u.test(text.trim()) || /\p{Script=Han}/u.test(text);

interface Node {
  readonly type: string;
  readonly start: number;
}
type AnyNode = Node & Readonly<Record<string, unknown>>;

/** The literal texts that an expression can evaluate to: a string, a template, a choice between them. */
function textsOf(node: unknown): readonly { readonly node: Node; readonly text: string }[] {
  if (typeof node !== 'object' || node === null) return [];
  const expression = node as AnyNode;
  switch (expression.type) {
    case 'Literal':
    case 'JSXText':
      return typeof expression.value === 'string' ? [{ node: expression, text: expression.value }] : [];
    case 'TemplateLiteral':
      return (expression.quasis as { value: { cooked: string } }[]).map(({ value }) => ({ node: expression, text: value.cooked }));
    case 'ConditionalExpression':
      return [...textsOf(expression.consequent), ...textsOf(expression.alternate)];
    case 'LogicalExpression':
      return [...textsOf(expression.left), ...textsOf(expression.right)];
    case 'BinaryExpression':
      return expression.operator === '+' ? [...textsOf(expression.left), ...textsOf(expression.right)] : [];
    case 'ParenthesizedExpression':
    case 'JSXExpressionContainer':
      return textsOf(expression.expression);
    default:
      return [];
  }
}

/** Texts for developers: thrown errors and log lines. */
function isForDevelopers(node: AnyNode): boolean {
  if (node.type === 'NewExpression') return /Error$/.test(String((node.callee as AnyNode).name ?? ''));
  if (node.type !== 'CallExpression') return false;
  const callee = node.callee as AnyNode;
  return callee.type === 'MemberExpression' && ['info', 'warn', 'incident', 'error'].includes(String((callee.property as AnyNode).name));
}

const nameOf = (key: unknown): string => String((key as AnyNode).name ?? (key as AnyNode).value ?? '');

/** The texts that `node` itself shows to a user, without those of deeper nodes. */
function shownBy(node: AnyNode): readonly { readonly node: Node; readonly text: string }[] {
  switch (node.type) {
    case 'JSXText':
      return textsOf(node).filter(({ text }) => hasLetters(text) || hasPunctuation(text));
    case 'JSXElement':
    case 'JSXFragment':
      return (node.children as AnyNode[])
        .filter(({ type }) => type === 'JSXExpressionContainer')
        .flatMap(textsOf)
        .filter(({ text }) => hasLetters(text));
    case 'JSXAttribute':
      return shownNames.has(nameOf(node.name)) ? textsOf(node.value).filter(({ text }) => hasLetters(text)) : [];
    case 'Property':
      return shownNames.has(nameOf(node.key)) ? textsOf(node.value).filter(({ text }) => hasLetters(text)) : [];
    case 'Literal':
    case 'TemplateLiteral':
      return textsOf(node).filter(({ text }) => isSentence(text));
    default:
      return [];
  }
}

/** Every literal in `source` that a user would read. */
export function findLiteralSentences(fileName: string, source: string): readonly Literal[] {
  const { program, errors } = parseSync(fileName, source);
  if (errors.length > 0) throw new Error(`${fileName} cannot be parsed: ${errors[0]?.message}`);
  const literals = new Map<number, Literal>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return;
    const node = value as AnyNode;
    if (isForDevelopers(node)) return;
    for (const { node: at, text } of shownBy(node)) {
      literals.set(at.start, { line: source.slice(0, at.start).split('\n').length, words: text.trim() });
    }
    for (const part of Object.values(node)) walk(part);
  };
  walk(program);
  return [...literals.values()].sort((a, b) => a.line - b.line);
}
