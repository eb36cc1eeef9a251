// Finds the exported symbols of a source file that have no docstring, or one that only repeats the name.
import { parseSync } from 'vite';

/** Words that add nothing about a symbol: articles, pronouns, prepositions, auxiliaries, and the verbs that begin most docstrings. */
const emptyWords = new Set(
  (
    'a an the this that these those it its they and or of to in on for from with by at as into is are be was were has have had can may will ' +
    'which who what when where whether how all any each every one other no not if do does out up given new true false value values ' +
    'return returns get gets set sets create creates make makes hold holds contain contains define defines'
  ).split(' '),
);

/** Removes the endings of plurals and verb forms, so that `entries` equals `entry` and `parsed` equals `parse`. */
const stem = (word) => word.replace(/ies$/, 'y').replace(/(?:ing|ed|es|s|e)$/, '');

/** Returns the words of a text or a name in lower case; `mediaThread` has two. Single letters are left out. */
function wordsOf(text) {
  const words = text.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.match(/\p{L}[\p{L}\d]+/gu) ?? [];
}

/** True when every word of a docstring that says something is a word of the symbol's name or of its file's name. */
export function repeatsName(docstring, name, file) {
  const fileName = file.slice(file.lastIndexOf('/') + 1).replace(/\..*$/, '');
  const nameWords = new Set(wordsOf(`${name} ${fileName}`).map(stem));
  return wordsOf(docstring).every((word) => emptyWords.has(word) || nameWords.has(stem(word)));
}

/** Returns the names that a declaration declares, each with its position; `const { a, b } = …` declares two. */
function declaredNames(declaration) {
  if (declaration.type !== 'VariableDeclaration') return declaration.id === null ? [] : [declaration.id];
  return declaration.declarations.flatMap(({ id }) => boundNames(id));
}

function boundNames(pattern) {
  switch (pattern.type) {
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => boundNames(property.type === 'Property' ? property.value : property.argument));
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : boundNames(element)));
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [pattern];
  }
}

/**
 * Returns `docstringBefore(start)`: the text of the last `/** … *\/` before a statement, null if there is none. Only line comments may
 * follow it.
 */
function createDocstringFinder(text, comments) {
  return (start) => {
    let end = start;
    for (const comment of comments.filter((one) => one.end <= start).reverse()) {
      if (text.slice(comment.end, end).trim() !== '') return null;
      if (comment.type === 'Block') return comment.value.startsWith('*') ? comment.value.replace(/^\s*\*/gm, ' ').trim() : null;
      end = comment.start;
    }
    return null;
  };
}

/** Every statement that declares something, exported or not: `{ statement, declaration, isExported, isDefault }`. */
function declarationsOf(program) {
  return program.body.flatMap((statement) => {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        return statement.declaration === null ? [] : [{ statement, declaration: statement.declaration, isExported: true }];
      case 'ExportDefaultDeclaration':
        return [{ statement, declaration: statement.declaration, isExported: true, isDefault: true }];
      case 'VariableDeclaration':
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
      case 'ClassDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'TSEnumDeclaration':
      case 'TSModuleDeclaration':
        return [{ statement, declaration: statement, isExported: false }];
      default:
        return [];
    }
  });
}

/**
 * Returns the names in `export { a, b as c }`, as this file declares them. Names from another file (`… from './other.ts'`) are documented
 * there.
 */
function listedNames(program) {
  const lists = program.body.filter(({ type, source }) => type === 'ExportNamedDeclaration' && source === null);
  return new Set(lists.flatMap(({ specifiers }) => specifiers.map(({ local }) => local.name)));
}

/**
 * Checks one file. `file` is its path, `text` its source (TypeScript or JavaScript). Returns `symbols`, the number of exported symbols that
 * the file declares, and `problems`, each `{ line, name, why }` in the order of the file; `why` is `missing` or `repeats`. A symbol with
 * several declarations, such as an overloaded function, needs one docstring. Throws the parser's message if the text is not valid source.
 */
export function checkDocstrings(file, text) {
  const { program, comments, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const listed = listedNames(program);
  const docstringBefore = createDocstringFinder(text, comments);
  const symbols = new Map();
  for (const { statement, declaration, isExported, isDefault = false } of declarationsOf(program)) {
    const names = isDefault ? [{ name: 'default', start: statement.start }] : declaredNames(declaration);
    for (const { name, start } of names) {
      if (!isExported && !listed.has(name)) continue;
      const earlier = symbols.get(name);
      symbols.set(name, { name, start: earlier?.start ?? start, docstring: earlier?.docstring ?? docstringBefore(statement.start) });
    }
  }
  const problems = [...symbols.values()].flatMap(({ name, start, docstring }) => {
    const line = text.slice(0, start).split('\n').length;
    if (docstring === null || docstring === '') return [{ line, name, why: 'missing' }];
    return repeatsName(docstring, name, file) ? [{ line, name, why: 'repeats' }] : [];
  });
  return { symbols: symbols.size, problems };
}
