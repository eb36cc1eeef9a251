// Objects that hooks open anew for each test or file, under one name for all tests.

/**
 * An object that reads each property from what `current` returns at that moment. For objects whose methods
 * do not use `this`; the properties cannot be listed or spread.
 */
export function viewOf<T extends object>(current: () => T): T {
  return new Proxy({} as T, { get: (_, name) => Reflect.get(current(), name) });
}
