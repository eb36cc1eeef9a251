// One documented rule: a request that keeps it, and one that breaks it.
import type { GenerationRequest, ReferenceRole } from '../../../shared/generation.ts';

export interface Case {
  readonly model: string;
  readonly roles?: readonly ReferenceRole[];
  readonly keeps: Partial<GenerationRequest>;
  readonly keepsRoles?: readonly ReferenceRole[];
  readonly breaks: Partial<GenerationRequest>;
  readonly breaksRoles?: readonly ReferenceRole[];
  readonly rule: string;
}

export type RuleCases = readonly (readonly [string, Case])[];

export const times = (role: ReferenceRole, number: number): readonly ReferenceRole[] => Array.from({ length: number }, () => role);
