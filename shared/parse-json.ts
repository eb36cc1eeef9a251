// JSON from a file, a column or a form, where text that is no JSON is an expected outcome and not an exception.
import type { JsonValue } from './generation.ts';

/** The value of a JSON text; undefined, which no JSON text stands for, where it is none. What shape it has is for a schema to say. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    // JSON by construction.
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
