// Limits of an error that the window reports. Without zod, because the window reads them.

/** The maximum length of an error's message, in characters. */
export const windowErrorMaxMessage = 500;
/** The maximum length of an error's stack, in characters. */
export const windowErrorMaxStack = 4_000;
