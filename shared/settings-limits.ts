// Limits of settings that the window offers as well: without zod, which the window does not load.

/** Tasks at the service at one time, per profile: more than a person waits for, and far below what would press the service. */
export const maxConcurrentTasksLimit = 100;
