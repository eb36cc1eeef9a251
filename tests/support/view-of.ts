// One object for all tests of a file that stands for what hooks create for each test.

/**
 * Returns an object that reads each property from what `current` returns at that moment. Only for objects whose methods do not use `this`; the
 * properties cannot be listed or spread.
 */
export function viewOf<T extends object>(current: () => T): T {
  return new Proxy({} as T, { get: (_, name) => Reflect.get(current(), name) });
}
