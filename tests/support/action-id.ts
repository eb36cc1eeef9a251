// Creates action ids. The window creates a new one for each click.
import { randomUUID } from 'node:crypto';

export const newActionId = (): string => randomUUID();
