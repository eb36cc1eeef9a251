// Splits a sentence around a name that it contains. Pure.

/** `before`, `name` and `after` together are the sentence. */
interface NamedParts {
  readonly before: string;
  readonly name: string;
  readonly after: string;
}

/** Splits a sentence at the first occurrence of `name`. null if the name is empty or does not occur. */
export function splitAtName(text: string, name: string): NamedParts | null {
  const index = name === '' ? -1 : text.indexOf(name);
  return index < 0 ? null : { before: text.slice(0, index), name, after: text.slice(index + name.length) };
}
