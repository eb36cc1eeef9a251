// How much one batch may hold. All of it is shown, checked and handed over at once, so it must stay what a person can look through.

/** Tasks of one batch. */
export const batchMaxTasks = 1_000;
/** Variations of one line: as `tasks.submit` takes them. */
export const batchMaxVariations = 20;
/** Characters of a CSV file. It may hold more than one batch takes: what was sent of it before does not count again. */
export const csvMaxCharacters = 8_000_000;
/**
 * Characters of all requests of a batch together, as JSON, which is never less than what main counts of the call: so much text, names of
 * fields included, any call may carry (`core/dispatch.ts`).
 */
export const batchMaxCharacters = 2_000_000;
/** Headings that are not empty. Several times the columns there are: a line of more cells is a list of words, and no heading. */
export const csvMaxHeadings = 1_000;
/** Problems of headings that are told one by one. */
export const csvMaxHeadingProblems = 20;
/** Files that one cell names: far more than any model takes. */
export const csvMaxFilesOfCell = 100;
