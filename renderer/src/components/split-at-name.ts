/** `before`, `name` and `after` together are the sentence. */
interface NamedParts {
  readonly before: string;
  readonly name: string;
  readonly after: string;
}

/** Splits a sentence at the first place where `name` is in it. null if the name is empty or not in it. */
export function splitAtName(text: string, name: string): NamedParts | null {
  const index = name === '' ? -1 : text.indexOf(name);
  return index < 0 ? null : { before: text.slice(0, index), name, after: text.slice(index + name.length) };
}
