// Divides work on many rows: a chunk at a time, each a transaction, with the event loop in between, so that the window does not stall.

/** Rows written before the event loop gets a turn: 4 to 8 ms of the main process. */
export const chunkSize = 25;
