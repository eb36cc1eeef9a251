// Finds calls of the window whose error no code reads: the result is dropped, or only its success is handled.
import { parseSync } from 'vite';

/** Functions that return a `Result` or its error: `call`, and functions that pass on the result of a call. */
const callNames: ReadonlySet<string> = new Set(['call', 'pressed', 'perform', 'performStep', 'switchTo', 'useLoadedValue']);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
type AnyNode = Node & Readonly<Record<string, unknown>>;
/** A node and its ancestors, the innermost first. */
type Path = readonly AnyNode[];

const isNode = (value: unknown): value is AnyNode => typeof value === 'object' && value !== null && 'type' in value;

function partsOf(node: AnyNode): readonly AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

function pathsIn(node: AnyNode, around: Path = []): readonly Path[] {
  const path = [node, ...around];
  return [path, ...partsOf(node).flatMap((part) => pathsIn(part, path))];
}

const nameOf = (node: unknown): string => (isNode(node) ? String(node.name ?? node.value ?? '') : '');
const isFunction = ({ type }: AnyNode): boolean => /^(ArrowFunction|Function)(Expression|Declaration)$/.test(type);

/** `onClick={…}`, `onClick: …`. */
function isHandler([node, ...around]: Path): boolean {
  const holder = around.find(({ type }) => type !== 'JSXExpressionContainer' && type !== 'ParenthesizedExpression');
  if (node === undefined || holder === undefined) return false;
  if (holder.type === 'JSXAttribute') return /^on[A-Z]/.test(nameOf(holder.name));
  return holder.type === 'Property' && holder.value === node && /^on[A-Z]/.test(nameOf(holder.key));
}

/** True when no code under `scope` reads the error of the result `name` or passes the result on. */
function ignoresError(name: string, scope: AnyNode): boolean {
  return !pathsIn(scope).some(([node, parent]) => {
    if (node?.type !== 'Identifier' || node.name !== name || parent === undefined) return false;
    if (parent.type === 'MemberExpression')
      return parent.object === node ? !['ok', 'value'].includes(nameOf(parent.property)) : parent.computed === true;
    if (parent.type === 'Property') return parent.value === node && parent.key !== parent.value;
    // A declaration, a parameter, a comparison with null.
    const isBinding = parent.type === 'VariableDeclarator' && parent.id === node;
    return !isBinding && !isFunction(parent) && parent.type !== 'BinaryExpression';
  });
}

/** True when a binding of a result (`answer`, `{ ok, value }`) leaves its error unread. */
function bindingDropsError(binding: unknown, scope: AnyNode | undefined): boolean {
  if (!isNode(binding) || scope === undefined) return true;
  if (binding.type === 'ObjectPattern')
    return !(binding.properties as AnyNode[]).some(({ type, key }) => type === 'RestElement' || nameOf(key) === 'error');
  if (binding.type !== 'Identifier') return false;
  return nameOf(binding).startsWith('_') || ignoresError(nameOf(binding), scope);
}

/** The types of expressions that have the value of the expression inside them. */
const passing: ReadonlySet<string> = new Set([
  'AwaitExpression',
  'ParenthesizedExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'SequenceExpression',
  'ChainExpression',
  'TSAsExpression',
  'TSNonNullExpression',
]);
const blocks: ReadonlySet<string> = new Set(['BlockStatement', 'Program', 'SwitchCase']);

/** True when the handler of `.then(…)` loses the error of the result; null for other methods, which pass the result on. */
function isLostInHandler(method: string, handler: AnyNode | undefined): boolean | null {
  if (method !== 'then') return null;
  // A function passed by name may ignore its argument.
  if (handler === undefined || !isFunction(handler)) return true;
  const [answer] = handler.params as AnyNode[];
  return bindingDropsError(answer, handler);
}

/** True when the value of the first node of `path` is lost. */
function isDropped([node, ...around]: Path): boolean {
  const [parent, ...further] = around;
  if (node === undefined || parent === undefined) return false;
  if (passing.has(parent.type)) return isDropped(around);
  switch (parent.type) {
    case 'ExpressionStatement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'void';
    case 'ArrowFunctionExpression':
      return parent.body === node && isHandler(around);
    case 'ReturnStatement': {
      const at = around.findIndex(isFunction);
      return at >= 0 && isHandler(around.slice(at));
    }
    case 'CallExpression':
      // It returns only the loaded value.
      return nameOf(parent.callee) === 'loadedFor';
    case 'ArrayExpression': {
      const [all] = further;
      const isAll = all?.type === 'CallExpression' && isNode(all.callee) && nameOf(all.callee.object) === 'Promise';
      return isAll && isDropped(further);
    }
    case 'MemberExpression': {
      const [whole] = further;
      const method = nameOf(parent.property);
      if (['ok', 'value'].includes(method)) return true;
      if (!['then', 'catch', 'finally'].includes(method) || whole?.type !== 'CallExpression') return false;
      return isLostInHandler(method, (whole.arguments as AnyNode[])[0]) ?? isDropped(further);
    }
    case 'VariableDeclarator':
      return bindingDropsError(
        parent.id,
        further.find(({ type }) => blocks.has(type)),
      );
    default:
      return false;
  }
}

/** Returns the source of each call whose error no code reads, from the name of the callee to the last bracket. */
export function findDroppedResults(fileName: string, source: string): readonly string[] {
  const { program, errors } = parseSync(fileName, source);
  if (errors.length > 0) throw new Error(`${fileName} cannot be parsed: ${errors[0]?.message}`);
  return pathsIn(program as unknown as AnyNode)
    .filter(([node]) => node?.type === 'CallExpression' && callNames.has(nameOf(node.callee)))
    .filter(isDropped)
    .map(([node]) => source.slice(node?.start, node?.end));
}
