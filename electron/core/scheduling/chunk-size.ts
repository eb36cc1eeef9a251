// How work on many rows is divided: a chunk at a time, each a transaction, with the event loop in between, so that the window does not stall.

/** Rows written before the event loop gets a turn: 4 to 8 ms of main's time. */
export const chunkSize = 25;
