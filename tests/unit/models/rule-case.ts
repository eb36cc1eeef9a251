// Test cases for the documented rules of models.
import type { GenerationRequest, ReferenceRole } from '../../../shared/generation.ts';

/** A documented rule of a model, with fields of a request that keeps it and of one that breaks it. */
export interface RuleCase {
  readonly model: string;
  readonly roles?: readonly ReferenceRole[];
  readonly keeps: Partial<GenerationRequest>;
  readonly keepsRoles?: readonly ReferenceRole[];
  readonly breaks: Partial<GenerationRequest>;
  readonly breaksRoles?: readonly ReferenceRole[];
  /** The id of the rule. */
  readonly rule: string;
}

/** Each case with its title. */
export type RuleCases = readonly (readonly [string, RuleCase])[];

/** The same role `count` times. */
export const repeatRole = (role: ReferenceRole, count: number): readonly ReferenceRole[] => Array.from({ length: count }, () => role);
