// The limits of an error that the window reports. They are apart from the schema that uses them, so that the window can import them without zod.

/** The maximum length of an error's message, in characters. */
export const windowErrorMaxMessage = 500;
/** The maximum length of an error's stack, in characters. */
export const windowErrorMaxStack = 4_000;
