// Work on many rows without a pause that can be felt: a slice at a time, each a transaction, and everything else gets a turn in between.

/** Tasks made before everything else gets a turn: 4 to 8 ms. */
export const chunkSize = 25;
