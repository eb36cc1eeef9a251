// Parses JSON from a file, a column or a form, where text that is not JSON is an expected outcome and not an exception.
import type { JsonValue } from './generation.ts';

/** Parses a JSON text. Returns undefined, which is no JSON value, where the text is not JSON. The caller checks the shape with a schema. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // JSON by construction.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
