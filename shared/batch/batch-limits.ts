// The limits of a batch. The whole batch is shown, checked and submitted at once, so it must stay small enough for the user to check.

/** The most tasks of a batch. */
export const batchMaxTasks = 1_000;
/** The most variations of a line, as in `tasks.submit`. */
export const batchMaxVariations = 20;
/** The most characters of a CSV file. It may hold more than one batch: rows that were sent before do not count again. */
export const csvMaxCharacters = 8_000_000;
/**
 * The most characters of all requests of a batch as JSON. Equals the limit that main has for the text of any call, field names included
 * (`core/dispatch.ts`). The JSON is never shorter than the text that main counts.
 */
export const batchMaxCharacters = 2_000_000;
/** The most headings that are not empty: several times the number of known columns. A first line with more cells is text, not a heading. */
export const csvMaxHeadings = 1_000;
/** The most heading problems that are listed one by one. */
export const csvMaxHeadingProblems = 20;
/** The most files in one cell, far more than any model takes. */
export const csvMaxFilesOfCell = 100;
