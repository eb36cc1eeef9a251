// Finds other models for a request whose model the service no longer offers.
import type { GenerationRequest, Reference } from '../../generation.ts';
import { models } from '../catalogue.ts';
import { blockingIssues, checkRequest } from '../checks/check-request.ts';
import { kindOf } from '../form/default-request.ts';
import type { Model } from '../model.ts';
import { switchModel } from '../rules/switch-model.ts';

/** Returns by how many seconds a switch changes the duration; 0 where one of the requests leaves it to the service. */
const durationDifference = (request: GenerationRequest, moved: GenerationRequest): number =>
  request.durationSeconds === null || moved.durationSeconds === null ? 0 : Math.abs(moved.durationSeconds - request.durationSeconds);

const noReferences: ReadonlyMap<number, Reference> = new Map();

/**
 * Returns models of the same kind that are documented today and would take this request with all its references. The nearest in duration
 * come first, then those that change the least. `references` has the files known so far; only the role of the others is known.
 */
export const alternativesTo = (
  request: GenerationRequest,
  references: ReadonlyMap<number, Reference> = noReferences,
  max = 3,
): readonly Model[] => {
  const kind = kindOf(request);
  const blockingCount = (candidate: GenerationRequest): number => blockingIssues(checkRequest(candidate, references)).length;
  const blockedBefore = blockingCount(request);
  return models
    .filter(({ id, documentation, kinds, output: makes, notes }) =>
      [
        id !== request.model,
        documentation === 'current',
        makes === 'video',
        kinds.includes(kind),
        !notes.includes('upstream-closed'),
      ].every(Boolean),
    )
    .flatMap((model) => {
      const { request: moved, changes } = switchModel(request, model.id, references);
      const takesAll = moved.references.length === request.references.length && blockingCount(moved) <= blockedBefore;
      return takesAll ? [{ model, secondsOff: durationDifference(request, moved), changes: changes.length }] : [];
    })
    .sort((a, b) => a.secondsOff - b.secondsOff || a.changes - b.changes)
    .slice(0, max)
    .map(({ model }) => model);
};
