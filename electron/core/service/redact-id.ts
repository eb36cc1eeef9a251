/**
 * An id of the service, or of an action, shortened for the log to its last five characters: enough to find it in a task's details. Logs are shared
 * more freely than ids of paid work.
 */
export const redactId = (id: string): string => `…${id.slice(-5)}`;
