// Example prompts in files that the studio creates.
/** Prompts of the CSV template for batches. */
export const examples = {
  /** One prompt for each of its two lines. */
  lines: ['A red fox in the snow, slow dolly-in', 'A tram in the rain, at night'] as readonly [string, string],
};
