// All steps, oldest first. A step that has left the house is never edited; a new one is added.
import type { Migration } from '../migrate.ts';
import { first } from './001-first.ts';

export const migrations: readonly Migration[] = [first];
