// The key of a press, as the window makes one for each.
import { randomUUID } from 'node:crypto';

export const press = (): string => randomUUID();
