// Recipes describe payloads in plain JSON. From a recipe this process and the window build the same value, even if JSON cannot express the
// value: cyclic, huge, of an unusual type, or impossible to clone.

/** Values that JSON cannot express. */
export const specialValues = [
  'undefined',
  'nan',
  'infinity',
  'minus-zero',
  'bigint',
  'date',
  'no-date',
  'regexp',
  'map',
  'set',
  'error',
  'cyclic',
  'sparse',
  'floats',
  'array-buffer',
] as const;
/** Values that cannot be cloned. The page that builds such a value rejects it. */
export const unclonableValues = ['function', 'symbol', 'promise', 'weak-map', 'bad-getter'] as const;

export type SpecialValue = (typeof specialValues)[number] | (typeof unclonableValues)[number];

export type Recipe =
  | null
  | boolean
  | number
  | string
  | readonly Recipe[]
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, Recipe])[] }
  | { readonly kind: 'text'; readonly unit: string; readonly times: number }
  | { readonly kind: 'bytes'; readonly head: readonly number[]; readonly length: number }
  | { readonly kind: 'deep'; readonly depth: number; readonly inside: Recipe }
  | { readonly kind: 'wide'; readonly length: number; readonly of: Recipe }
  | { readonly kind: 'special'; readonly value: SpecialValue };

export const objectOf = (entries: Readonly<Record<string, Recipe>>): Recipe => ({ kind: 'object', entries: Object.entries(entries) });

/** Whether the value cannot leave the page. */
export function isUnclonable(recipe: Recipe): boolean {
  if (typeof recipe !== 'object' || recipe === null) return false;
  if (!('kind' in recipe)) return recipe.some(isUnclonable);
  switch (recipe.kind) {
    case 'object':
      return recipe.entries.some(([, value]) => isUnclonable(value));
    case 'wide':
      return isUnclonable(recipe.of);
    case 'deep':
      // Electron's bridge allows a thousand levels, and one level of a value counts as several.
      return recipe.depth >= 500 || isUnclonable(recipe.inside);
    case 'special':
      return (unclonableValues as readonly string[]).includes(recipe.value);
    case 'text':
    case 'bytes':
      return false;
  }
}

/** Builds the value. This function must not use anything outside of itself, because its source is evaluated in the window. */
export function buildValue(recipe: Recipe): unknown {
  const specialValue = (name: SpecialValue): unknown => {
    switch (name) {
      case 'undefined':
        return undefined;
      case 'nan':
        return Number.NaN;
      case 'infinity':
        return Number.NEGATIVE_INFINITY;
      case 'minus-zero':
        return -0;
      case 'bigint':
        return 2n ** 70n;
      case 'date':
        return new Date(0);
      case 'no-date':
        return new Date(Number.NaN);
      case 'regexp':
        return /(a+)+$/g;
      case 'map':
        return new Map([['id', 1]]);
      case 'set':
        return new Set([1, 2]);
      case 'error':
        return new Error('from the page');
      case 'cyclic': {
        const cyclicObject: Record<string, unknown> = { id: 1 };
        cyclicObject.self = cyclicObject;
        cyclicObject.list = [cyclicObject, [cyclicObject]];
        return cyclicObject;
      }
      case 'sparse': {
        const holes: unknown[] = [];
        holes.length = 50_000;
        return holes;
      }
      case 'floats':
        return new Float64Array([1, Number.NaN]);
      case 'array-buffer':
        return new ArrayBuffer(64);
      case 'function':
        return () => 1;
      case 'symbol':
        return Symbol('x');
      case 'promise':
        return Promise.resolve(1);
      case 'weak-map':
        return new WeakMap();
      case 'bad-getter':
        return {
          get id(): number {
            throw new Error('from the getter');
          },
        };
    }
  };
  const make = (one: Recipe): unknown => {
    if (typeof one !== 'object' || one === null) return one;
    if (!('kind' in one)) return one.map(make);
    switch (one.kind) {
      case 'object': {
        const object = {};
        // `defineProperty` instead of an assignment, so that `__proto__` becomes an ordinary property.
        for (const [name, value] of one.entries)
          Object.defineProperty(object, name, { value: make(value), enumerable: true, writable: true, configurable: true });
        return object;
      }
      case 'text':
        return one.unit.repeat(one.times);
      case 'bytes': {
        const bytes = new Uint8Array(one.length);
        bytes.set(one.head.slice(0, one.length));
        return bytes;
      }
      case 'deep': {
        let nested: unknown = make(one.inside);
        for (let level = 0; level < one.depth; level += 1) nested = level % 2 === 0 ? [nested] : { a: nested };
        return nested;
      }
      case 'wide':
        return Array.from({ length: one.length }, () => make(one.of));
      case 'special':
        return specialValue(one.value);
    }
  };
  return make(recipe);
}
