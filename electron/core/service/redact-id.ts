/**
 * Shortens an id of the service, or an action id, to its last five characters for the log. That is enough to find the task, and the full ids of paid
 * work stay out of logs, which users share.
 */
export const redactId = (id: string): string => `…${id.slice(-5)}`;
