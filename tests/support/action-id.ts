// The action id of a click, as the window makes one for each.
import { randomUUID } from 'node:crypto';

export const newActionId = (): string => randomUUID();
