// Finds where a module stores sentences when it is loaded: they would stay in the language of that moment.
import { parseSync } from 'vite';

const ownTime = /^(ArrowFunctionExpression|Function(Declaration|Expression)|MethodDefinition|PropertyDefinition|ImportDeclaration|TS\w+)$/;

/** The lines on which `source` reads `words` outside every function. */
export function findStoredSentences(fileName: string, source: string): readonly number[] {
  const { program } = parseSync(fileName, source);
  const lines: number[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return;
    const node = value as { readonly type?: string; readonly name?: string; readonly start?: number };
    // A function reads them when it runs; a type reads nothing.
    if (ownTime.test(node.type ?? '') && !/^TS(As|Satisfies|NonNull)/.test(node.type ?? '')) return;
    if (node.type === 'Identifier' && node.name === 'words') lines.push(source.slice(0, node.start).split('\n').length);
    for (const part of Object.values(node)) walk(part);
  };
  walk(program);
  return lines;
}
