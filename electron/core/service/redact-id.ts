/**
 * An id of the service, or of an action, as the log may name it: its last five characters, enough to find it in a task's details. Logs are handed
 * out more freely than ids that stand for paid work.
 */
export const redactId = (id: string): string => `…${id.slice(-5)}`;
