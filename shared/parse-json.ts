// Parses JSON from a file, a column or a form, where text that is not JSON is an expected outcome and not an exception.
import type { JsonValue } from './generation.ts';

/** Parses a JSON text. Returns undefined, which is not a JSON value, if the text is not JSON. The caller checks the shape with a schema. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // `JSON.parse` returns nothing but JSON values.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
