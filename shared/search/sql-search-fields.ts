// The fields that can be searched in the tables of earlier prompts and of reference files, which SQL searches.
import type { ConditionField } from './query.ts';

/** The fields of an earlier prompt: the model of its last use, and the time of that use. */
export const promptFields: readonly ConditionField[] = ['model', 'vendor', 'before', 'after'];

/** The fields of a reference file: what it was made from, its duration, and when it was last added or used. */
export const referenceFields: readonly ConditionField[] = ['from', 'longer', 'shorter', 'before', 'after'];
