// Requests as the form can make them, for the tests of all models.
import fc from 'fast-check';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { fileKindOf, formFor, type Model, type Reference, slotsNow } from '../../../shared/models/index.ts';
import { fileFor, frameOf } from './requests.ts';

/** Rounds of a property: the same few in every run of the checks, and as many random ones as `FORM_RUNS` asks for. */
export const rounds = (few: number): { readonly numRuns: number; readonly seed?: number } =>
  process.env.FORM_RUNS === undefined ? { numRuns: few, seed: 20_261_122 } : { numRuns: Number(process.env.FORM_RUNS) };

/** One of these, or what the form starts with. */
export const maybe = <T>(values: readonly T[], preset: T): fc.Arbitrary<T> =>
  values.length === 0 ? fc.constant(preset) : fc.constantFrom(preset, ...values);

export const secondsOf = ({ duration }: Model): readonly number[] => {
  if (duration.kind === 'list') return duration.seconds;
  return duration.kind === 'range'
    ? Array.from({ length: duration.maxSeconds - duration.minSeconds + 1 }, (_, index) => duration.minSeconds + index)
    : [];
};

/** One reference after the other in whatever place is open; then those that are still missing. */
export const filled = (request: GenerationRequest, picks: readonly number[]): GenerationRequest => {
  const add = (now: GenerationRequest, role: GenerationRequest['references'][number]['role']): GenerationRequest => ({
    ...now,
    references: [...now.references, { role, referenceId: now.references.length + 1 }],
  });
  const random = picks.reduce((now, pick) => {
    const open = slotsNow(now).filter((slot) => slot.open > 0);
    const chosen = open[pick % Math.max(1, open.length)];
    return chosen ? add(now, chosen.slot.role) : now;
  }, request);
  return slotsNow(random).reduce((now, { slot }) => {
    const lacking = Math.max(0, slot.min - now.references.filter(({ role }) => role === slot.role).length);
    return Array.from({ length: lacking }).reduce<GenerationRequest>((then) => add(then, slot.role), now);
  }, random);
};

/** A fine file for each reference. */
export const filesOf = (request: GenerationRequest): ReadonlyMap<number, Reference> =>
  new Map(
    request.references.map(({ role, referenceId }) => {
      const shape = fileKindOf(role) === 'image' ? frameOf(request.aspectRatio) : {};
      const long = fileKindOf(role) === 'video' ? { durationSeconds: Math.max(4, formFor(request.model).video?.minSeconds ?? 0) } : {};
      return [referenceId, fileFor(referenceId, role, { ...shape, ...long })];
    }),
  );
