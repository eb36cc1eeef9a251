// Resolves the names after `tag:` and `in:` in this library: to the tag of exactly this name, a collection with its nested collections, or
// the search of a smart collection.
import { foldedName } from '../judgement/judgement.ts';
import type { Query, ResolvedNames } from './query.ts';

/** The facts about a collection that resolving needs. `query`: the text of a smart collection's search. */
export interface NamedCollection {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly query: string | null;
}

/** The names of the library. */
export interface NameContext {
  readonly collections: readonly NamedCollection[];
  /** The tag whose name equals a text in folded form; undefined if there is none. */
  tagNamed(text: string): string | undefined;
  /** Parses the search of a smart collection. */
  parse(text: string): Query;
}

/** A resolved query. */
interface Resolution {
  readonly query: Query;
  /** The smart collections whose search leads back to itself or is nested too deep. Such a search finds nothing at that point. */
  readonly circular: readonly string[];
}

/**
 * The most smart collections that one query may lead to. Two searches that name each other twice would double their number with each step.
 */
const maxSavedSearches = 100;

const nothing: ResolvedNames = { names: [], queries: [] };

/** Resolves the names of a query. A name that no tag or collection has exactly stays unresolved and is compared word by word. */
export function resolveNames(query: Query, context: NameContext): Resolution {
  const circular = new Set<string>();
  let savedSearches = 0;

  /** `path`: the smart collections whose search is being resolved. */
  function resolveCollection(collection: NamedCollection, path: readonly number[]): ResolvedNames {
    const inside = context.collections.filter(({ parentId }) => parentId === collection.id);
    const parts = inside.map((one) => resolveCollection(one, path));
    const own = collection.query === null ? { names: [collection.name], queries: [] } : resolveSaved(collection, collection.query, path);
    return { names: [own, ...parts].flatMap(({ names }) => names), queries: [own, ...parts].flatMap(({ queries }) => queries) };
  }

  function resolveSaved({ id, name }: NamedCollection, text: string, path: readonly number[]): ResolvedNames {
    savedSearches += 1;
    if (path.includes(id) || savedSearches > maxSavedSearches) {
      circular.add(name);
      return nothing;
    }
    return { names: [], queries: [resolve(context.parse(text), [...path, id])] };
  }

  function resolve(part: Query, path: readonly number[]): Query {
    switch (part.kind) {
      case 'and':
      case 'or':
        return { kind: part.kind, parts: part.parts.map((one) => resolve(one, path)) };
      case 'not':
        return { kind: 'not', part: resolve(part.part, path) };
      case 'words':
        return part;
      case 'condition': {
        const { condition } = part;
        if (condition.field === 'tag') {
          const tag = context.tagNamed(condition.text);
          return tag === undefined ? part : { kind: 'condition', condition: { ...condition, resolved: { names: [tag], queries: [] } } };
        }
        if (condition.field !== 'in') return part;
        const name = foldedName(condition.text);
        const collection = context.collections.find((one) => foldedName(one.name) === name);
        if (collection === undefined) return part;
        return { kind: 'condition', condition: { ...condition, resolved: resolveCollection(collection, path) } };
      }
    }
  }

  return { query: resolve(query, []), circular: [...circular] };
}

/** True when a query names a tag or a collection. */
export function hasNames(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.some(hasNames);
    case 'not':
      return hasNames(query.part);
    case 'words':
      return false;
    case 'condition':
      return query.condition.field === 'tag' || query.condition.field === 'in';
  }
}

/** The query of `in:` with a name. */
const inCollection = (name: string): Query => ({ kind: 'condition', condition: { field: 'in', text: name } });

/**
 * Returns a query for each collection that holds more than the videos put into it: smart collections, and those with nested collections.
 */
export function derivedCollections(context: NameContext): readonly { readonly name: string; readonly query: Query }[] {
  const parents = new Set(context.collections.map(({ parentId }) => parentId));
  return context.collections
    .filter(({ id, query }) => query !== null || parents.has(id))
    .slice(0, maxSavedSearches)
    .map(({ name }) => ({ name, query: resolveNames(inCollection(name), context).query }));
}
