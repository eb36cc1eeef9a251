// Prompts to begin with, in files that the studio hands out.
export const examples = {
  /** Two lines of the CSV template. */
  lines: ['A red fox in the snow, slow dolly-in', 'A tram in the rain, at night'] as readonly [string, string],
};
