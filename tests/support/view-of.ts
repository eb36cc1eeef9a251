// A single object through which all tests of a file read what hooks create for each test.

/**
 * Returns an object that calls `current` at each access and reads the property from the result. The methods must not use `this`, and the
 * properties cannot be listed or spread.
 */
export function viewOf<T extends object>(current: () => T): T {
  return new Proxy({} as T, { get: (_, name) => Reflect.get(current(), name) });
}
