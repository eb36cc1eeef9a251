// Makes the body of a response readable. Pure.

/** JSON with line breaks; anything else unchanged. */
export function prettyBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
