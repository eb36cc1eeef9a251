// Users may write Arabic or Hebrew. Without `dir`, such text has the direction of the studio's language: it starts at the wrong edge, and
// its punctuation is at the wrong end. `dir="auto"`, `<bdi>` and `NamedText` take the direction from the text itself.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '../../../../renderer');

/** Types of `<input>` into which the user types no text. */
const withoutText = [
  'button',
  'checkbox',
  'color',
  'date',
  'file',
  'hidden',
  'image',
  'number',
  'radio',
  'range',
  'reset',
  'submit',
  'time',
];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}
/** A node and its ancestors, the innermost first. */
type Path = readonly [Node, ...Node[]];

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;
const pathsIn = (node: Node, around: readonly Node[] = []): readonly Path[] => [
  [node, ...around],
  ...Object.values(node)
    .flat()
    .filter(isNode)
    .flatMap((part) => pathsIn(part, [node, ...around])),
];
const nameOf = (node: unknown): unknown => (isNode(node) ? node.name : undefined);

/** Returns the literal value of an attribute; undefined if the tag does not have it, null if the value is computed. */
function attributeOf(tag: Node, name: string): unknown {
  const attribute = [tag.attributes]
    .flat()
    .filter(isNode)
    .find((one) => nameOf(one.name) === name);
  if (attribute === undefined) return;
  return isNode(attribute.value) ? (attribute.value.value ?? null) : null;
}

/** Returns the source of each node for which `isFound` returns true. */
function findIn(source: string, isFound: (path: Path) => boolean): readonly string[] {
  const { program, errors } = parseSync('source.tsx', source);
  if (errors.length > 0) throw new Error(`A source cannot be parsed: ${errors[0]?.message}`);
  return pathsIn(program as unknown as Node)
    .filter(isFound)
    .map(([{ start, end }]) => source.slice(start, end));
}

/** Returns the tags of text fields whose direction is that of the studio's language. */
const fieldsIn = (source: string): readonly string[] =>
  findIn(source, ([node]) => {
    if (node.type !== 'JSXOpeningElement') return false;
    const isText = nameOf(node.name) === 'input' && !withoutText.includes(String(attributeOf(node, 'type')));
    return (isText || nameOf(node.name) === 'textarea') && attributeOf(node, 'dir') !== 'auto';
  });

/** True for text that a user wrote: a prompt, the name of a profile or the name of a file. */
function isWritten({ type, callee, property, object }: Node): boolean {
  if (type === 'CallExpression') return nameOf(callee) === 'profileName' || nameOf(callee) === 'promptOf';
  if (type !== 'MemberExpression') return false;
  const isPrompt =
    nameOf(property) === 'prompt' && (nameOf(object) === 'request' || (isNode(object) && nameOf(object.property) === 'request'));
  return isPrompt || nameOf(property) === 'fileName';
}

/** True for an expression between tags. Attributes and values that are only compared are not shown. */
function isShown([node, ...around]: Path): boolean {
  const at = around.findIndex(
    ({ type }) => type === 'JSXExpressionContainer' || type === 'BinaryExpression' || type === 'ConditionalExpression',
  );
  const [holder, outer] = [around[at], around[at + 1]];
  if (holder === undefined || outer === undefined || holder.type === 'BinaryExpression') return false;
  if (holder.type === 'ConditionalExpression') return holder.test !== node && isShown([holder, ...around.slice(at + 1)]);
  return outer.type === 'JSXElement' || outer.type === 'JSXFragment';
}

const isDirected = ({ type, openingElement: tag }: Node): boolean =>
  type === 'JSXElement' &&
  isNode(tag) &&
  (['bdi', 'FileNameText'].includes(String(nameOf(tag.name))) || attributeOf(tag, 'dir') === 'auto');

/** Returns the texts by users that a source shows in the direction of the studio's language. */
const textsIn = (source: string): readonly string[] =>
  findIn(source, (path) => isWritten(path[0]) && isShown(path) && !path.some(isDirected));

/** Applies `find` to all sources of the window. */
function findInWindow(find: (source: string) => readonly string[]): readonly string[] {
  const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  expect(sources.length).toBeGreaterThan(100);
  return sources.flatMap((name) => find(readFileSync(join(renderer, name), 'utf8')).map((found) => `${name}: ${found}`));
}

describe('text fields of the window', () => {
  test.each([
    '<textarea rows={4} />',
    '<input value={value} />',
    '<input type="search" onChange={(event) => search(event.target.value)} />',
    `<input type={isShown ? 'text' : 'password'} />`,
    '<input title="dir" placeholder="a > b" />',
    '<textarea dir="ltr" />',
    '<input {...shared} />',
  ])('%s is reported: it has the direction of the language', (tag) => {
    expect(fieldsIn(`<p>${tag}</p>`)).toEqual([tag]);
  });

  test.each([
    '<textarea dir="auto" rows={4} />',
    '<input\n  // what\'s typed\n  onChange={() => {}}\n  dir="auto"\n/>',
    '<input type="number" />',
    '<input type="checkbox" checked />',
    '<NumberInput />',
  ])('%s is accepted', (tag) => {
    expect(fieldsIn(tag)).toEqual([]);
  });

  test('take their direction from the typed text', () => {
    expect(findInWindow(fieldsIn)).toEqual([]);
  });
});

describe('prompts, profile names and file names in the window', () => {
  test.each([
    ['<p>{request.prompt}</p>', 'request.prompt'],
    ['<p>{task.request.prompt || untitled}</p>', 'task.request.prompt'],
    ['<p>{item === null ? untitled : promptOf(item)}</p>', 'promptOf(item)'],
    ['<p>{messages.queue.paused(profileName(profile))}</p>', 'profileName(profile)'],
    ['<p>{item.fileName}</p>', 'item.fileName'],
  ])('%s is reported: it has the direction of the language', (source, written) => {
    expect(textsIn(source)).toEqual([written]);
  });

  test.each([
    '<bdi>{request.prompt}</bdi>',
    '<FileNameText>{item.fileName}</FileNameText>',
    '<p dir="auto"><b>{promptOf(item)}</b></p>',
    '<p title={promptOf(item)} />',
    '<NamedText text={messages.queue.paused(profileName(profile))} name={profileName(profile)} />',
    `<p>{request.prompt === '' ? untitled : ''}</p>`,
    'const name = profileName(profile);',
  ])('%s is accepted', (source) => {
    expect(textsIn(source)).toEqual([]);
  });

  test('take their direction from the text', () => {
    expect(findInWindow(textsIn)).toEqual([]);
  });
});
