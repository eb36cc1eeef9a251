// The limits of a batch. All of it is shown, checked and submitted at once, so it must stay small enough for the user to check.

/** The most tasks of a batch. */
export const batchMaxTasks = 1_000;
/** The most variations of a line, as in `tasks.submit`. */
export const batchMaxVariations = 20;
/** The most characters of a CSV file. It may hold more than one batch: rows that were sent before do not count again. */
export const csvMaxCharacters = 8_000_000;
/**
 * The most characters of all requests of a batch as JSON, which is never less than what main counts: the limit of text, names of fields included, of
 * any call (`core/dispatch.ts`).
 */
export const batchMaxCharacters = 2_000_000;
/** The most headings that are not empty. Several times the known columns: a line with more cells is a list of words, not a heading. */
export const csvMaxHeadings = 1_000;
/** The most problems of headings that are listed one by one. */
export const csvMaxHeadingProblems = 20;
/** The most files of a cell: far more than any model takes. */
export const csvMaxFilesOfCell = 100;
