// Work on many rows is divided into slices. Each slice is one transaction, and the event loop runs between two of them, so that the window
// does not stall.

/** Rows per slice. Writing them takes the main process 4 to 8 ms. */
export const rowsPerSlice = 25;
