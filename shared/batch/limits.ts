// How much one batch may hold. All of it is shown, checked and handed over at once, so it must stay what a person can look through.

/** Tasks of one batch. */
export const batchMaxTasks = 1_000;
/** Variations of one line: as `tasks.submit` takes them. */
export const batchMaxVariations = 20;
/** Characters of a CSV file. A thousand prompts of the longest kind fit. */
export const csvMaxCharacters = 8_000_000;
/** Characters of all requests of a batch together, as JSON: what crosses to main in one message. */
export const batchMaxCharacters = 16_000_000;
