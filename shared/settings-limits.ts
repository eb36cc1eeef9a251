// Limits of settings that the window needs as well: without zod, which the window does not load.

/** The most unfinished tasks at the service per profile: more than a user needs, and far too few to strain the service. */
export const maxConcurrentTasksLimit = 100;
