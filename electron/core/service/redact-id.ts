/**
 * Shortens an id of the service, or an action id, to its last five characters for the log. That is enough to find the task. Users share
 * logs, so logs must not contain the full ids of paid work.
 */
export const redactId = (id: string): string => `…${id.slice(-5)}`;
