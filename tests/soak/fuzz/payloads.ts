// Seeded payloads for every call of the contract: valid input, valid input with one change, and arbitrary values.
import type { z } from 'zod';
import { type CallName, calls } from '../../../shared/ipc.ts';
import { defaultRequest } from '../../../shared/models/index.ts';
import { fileHeaders, hostileTexts, hugeTexts, modelIds } from './hostile-values.ts';
import { objectOf, type Recipe, specialValues, unclonableValues } from './recipe.ts';

export interface Payload {
  readonly name: Recipe;
  readonly input: Recipe;
}

/** Values of this studio that payloads use. */
export interface StudioValues {
  /** For `references.addFiles`: files that a user could have dropped, and files that the studio must not read. */
  readonly paths: readonly string[];
  readonly addresses: readonly string[];
  readonly baseUrls: readonly string[];
}

export interface PayloadOptions {
  readonly random: () => number;
  readonly count: number;
  readonly values: StudioValues;
  /** Whether to include values that cannot be cloned. They can be tried only from inside a page. */
  readonly withUnclonable: boolean;
}

export const callNames = Object.keys(calls) as CallName[];

/** The share of each costly kind of value: large enough to occur, small enough not to take most of the time. */
const rareShare = 0.01;

interface Shape {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly entries?: Record<string, string>;
  readonly values?: readonly Recipe[];
  readonly options?: readonly z.ZodType[];
  readonly getter?: () => z.ZodType;
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[];
}
interface Check {
  readonly check: string;
  readonly value?: number;
  readonly inclusive?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Converts plain JSON to a recipe. */
function asRecipe(value: unknown): Recipe {
  if (Array.isArray(value)) return value.map(asRecipe);
  if (typeof value !== 'object' || value === null) return value as Recipe;
  return objectOf(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asRecipe(inner)])));
}

export function* payloads({ random, count, values: studioValues, withUnclonable }: PayloadOptions): Generator<Payload> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const chance = (share: number): boolean => random() < share;
  const randomIndex = (below: number): number => Math.floor(random() * below);

  const specialRecipe = (): Recipe => ({ kind: 'special', value: pick(withUnclonable && chance(0.3) ? unclonableValues : specialValues) });

  function arbitraryRecipe(): Recipe {
    if (chance(rareShare)) return pick(hugeTexts);
    if (chance(rareShare)) return { kind: 'deep', depth: pick([49, 60, 900]), inside: 1 };
    if (chance(rareShare)) return { kind: 'wide', length: pick([301, 5_000, 120_000]), of: 1 };
    switch (randomIndex(8)) {
      case 0:
        return null;
      case 1:
        return chance(0.5);
      case 2:
        return pick([0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 2, -(2 ** 31), 5e-324]);
      case 3:
        return pick(hostileTexts);
      case 4:
        return [];
      case 5:
        return objectOf({ [pick(['__proto__', 'constructor', 'toString', 'id', 'then', 'length'])]: pick(hostileTexts) });
      case 6:
        return { kind: 'bytes', head: pick(fileHeaders), length: pick([0, 1, 64]) };
      default:
        return specialRecipe();
    }
  }

  function numberRecipe(checks: readonly Check[], field: string): Recipe {
    let [minimum, maximum, isWhole] = [-1e15, 1e15, false];
    for (const { check, value = 0, inclusive } of checks) {
      if (check === 'greater_than') minimum = inclusive ? value : value + 1;
      if (check === 'less_than') maximum = value;
      if (check === 'number_format') isWhole = true;
    }
    // Most counts are small; otherwise a run would queue a hundred thousand tasks.
    if (['variations', 'count', 'limit', 'page'].includes(field) && !chance(rareShare)) return minimum + randomIndex(3);
    if (chance(0.7)) return Math.min(maximum, Math.max(minimum, 0) + randomIndex(25));
    const value = pick([minimum, maximum, minimum + (maximum - minimum) * random()]);
    return isWhole ? Math.round(value) : value;
  }

  function textRecipe(checks: readonly Check[], field: string): Recipe {
    const valuesByField: Readonly<Record<string, readonly string[]>> = {
      paths: studioValues.paths,
      path: studioValues.paths,
      url: studioValues.addresses,
      apiBaseUrl: studioValues.baseUrls,
      filesBaseUrl: studioValues.baseUrls,
      model: modelIds,
    };
    if (field === 'key') return pick(chance(0.6) ? ['sk-fuzz-0123456789abcdef'] : hostileTexts);
    if (field === 'actionId' && chance(0.6)) return 'action-id-02';
    const fieldValues = Object.hasOwn(valuesByField, field) ? valuesByField[field] : undefined;
    const [minimum, maximum] = [
      checks.find((one) => one.minimum !== undefined)?.minimum ?? 0,
      checks.find((one) => one.maximum)?.maximum ?? 1e5,
    ];
    if (fieldValues !== undefined && chance(0.9)) return pick(fieldValues).slice(0, maximum);
    if (chance(rareShare)) return { kind: 'text', unit: 'y', times: maximum };
    return pick(chance(0.5) ? hostileTexts : ['fox', 'a fox in the snow', '16:9', '720p', '{place=forest}'])
      .padEnd(minimum, 'z')
      .slice(0, maximum);
  }

  /** A request that can be sent, so that payloads also reach the code behind the checks. */
  function requestRecipe(): Recipe {
    const request = defaultRequest(pick(modelIds), pick(['a fox in the snow', 'a kite', ...hostileTexts.slice(5)]));
    const references = chance(0.7) ? [] : [objectOf({ role: 'first-frame', referenceId: 1 + randomIndex(12) })];
    const { entries } = asRecipe(request) as Extract<Recipe, { kind: 'object' }>;
    return { kind: 'object', entries: entries.map(([name, value]) => [name, name === 'references' ? references : value] as const) };
  }

  /** A value that the schema allows, except that texts match a pattern only by chance. */
  function allowedRecipe(schema: z.ZodType, field: string, depth: number): Recipe {
    if (field === 'request' && chance(0.6)) return requestRecipe();
    const shape = schema._zod.def as unknown as Shape;
    const checks = (shape.checks ?? []).map((one) => one._zod.def);
    switch (shape.type) {
      case 'object':
        return {
          kind: 'object',
          entries: Object.entries(shape.shape ?? {}).flatMap(([name, inner]) => {
            const isOptional = (inner._zod.def as unknown as Shape).type === 'optional';
            return isOptional && chance(0.5) ? [] : [[name, allowedRecipe(inner, name, depth + 1)] as const];
          }),
        };
      case 'array': {
        const [minimum, maximum] = [
          checks.find((one) => one.minimum !== undefined)?.minimum ?? 0,
          checks.find((one) => one.maximum)?.maximum ?? 5,
        ];
        const length = chance(rareShare / 2) ? maximum : Math.min(maximum, minimum + randomIndex(4));
        return Array.from({ length }, () => allowedRecipe(shape.element as z.ZodType, field, depth + 1));
      }
      case 'record': {
        const names = ['negative_prompt', 'seed', 'model_params.multi_shot', ...hostileTexts.slice(0, 25)];
        const entries = Array.from(
          { length: randomIndex(4) },
          () => [pick(names), allowedRecipe(shape.valueType as z.ZodType, '', depth + 1)] as const,
        );
        return { kind: 'object', entries };
      }
      case 'nullable':
        return chance(0.3) ? null : allowedRecipe(shape.innerType as z.ZodType, field, depth);
      case 'optional':
        return allowedRecipe(shape.innerType as z.ZodType, field, depth);
      case 'lazy':
        return depth > 8 ? 1 : allowedRecipe((shape.getter as () => z.ZodType)(), field, depth + 1);
      case 'union':
        return allowedRecipe(pick(shape.options as readonly z.ZodType[]), field, depth + 1);
      case 'enum':
        return pick(Object.values(shape.entries ?? {}));
      case 'literal':
        return pick(shape.values ?? []);
      case 'boolean':
        return chance(0.5);
      case 'null':
        return null;
      case 'number':
        return numberRecipe(checks, field);
      case 'string':
        return textRecipe(checks, field);
      case 'custom': // the only one is Uint8Array
        return { kind: 'bytes', head: pick(fileHeaders), length: chance(rareShare / 2) ? 30_000_000 : pick([0, 8, 64, 4_096, 200_000]) };
      default:
        throw new Error(`the fuzzer does not know schemas of the type ${shape.type}`);
    }
  }

  /** The recipe with one random change: a value is replaced, added or removed. */
  function mutatedRecipe(recipe: Recipe): Recipe {
    if (typeof recipe !== 'object' || recipe === null || chance(0.15)) return arbitraryRecipe();
    if (!('kind' in recipe)) {
      if (recipe.length === 0 || chance(0.2)) return [...recipe, arbitraryRecipe()];
      const at = randomIndex(recipe.length);
      return recipe.map((inner, index) => (index === at ? mutatedRecipe(inner) : inner));
    }
    if (recipe.kind !== 'object') return arbitraryRecipe();
    const extra = [pick(['__proto__', 'constructor', 'toJSON', 'extra', 'id']), arbitraryRecipe()] as const;
    if (recipe.entries.length === 0 || chance(0.25)) return { kind: 'object', entries: [...recipe.entries, extra] };
    const at = randomIndex(recipe.entries.length);
    if (chance(0.2)) return { kind: 'object', entries: recipe.entries.filter((_, index) => index !== at) };
    return {
      kind: 'object',
      entries: recipe.entries.map(([name, inner], index) => [name, index === at ? mutatedRecipe(inner) : inner] as const),
    };
  }

  for (let index = 0; index < count; index += 1) {
    if (chance(0.02)) {
      yield { name: chance(0.5) ? pick(hostileTexts) : arbitraryRecipe(), input: arbitraryRecipe() };
      continue;
    }
    const name = callNames[index % callNames.length] as CallName;
    const valid = () => allowedRecipe(calls[name].input, '', 0);
    const roll = random();
    yield { name, input: roll < 0.5 ? valid() : roll < 0.85 ? mutatedRecipe(valid()) : arbitraryRecipe() };
  }
}
