// The fields that can be searched in lists other than the library.
import type { ConditionField } from './query.ts';

/** The fields of an earlier prompt: the model of its last use, and the time of that use. */
export const promptFields: readonly ConditionField[] = ['model', 'vendor', 'before', 'after'];

/** The fields of a reference file: what it was made from, its duration, and when it was last added or used. */
export const referenceFields: readonly ConditionField[] = ['from', 'longer', 'shorter', 'before', 'after'];
