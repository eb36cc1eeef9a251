// All 37 models of the contract, found by their id or by the id the documentation renamed them to.
import type { ModelEntry } from './model-entry.ts';
import { seedanceSoraKling } from './models-kling-seedance.ts';
import { veoMinimaxWanGrok } from './models-veo-wan.ts';

/** Every model that the service knows. */
export const modelTable: readonly ModelEntry[] = [...seedanceSoraKling, ...veoMinimaxWanGrok];

const byId = new Map(modelTable.flatMap((entry) => [[entry.id, entry] as const, ...(entry.alias ? [[entry.alias, entry] as const] : [])]));

/** Finds a model by its id or its alias; null for an unknown id. */
export function findSimulatedModel(id: string): ModelEntry | null {
  return byId.get(id) ?? null;
}
