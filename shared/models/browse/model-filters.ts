// Filters the models by what the user needs: "takes two images", "makes audio", "fits what I have". Pure.
import type { GenerationRequest, Reference } from '../../generation.ts';
import { models } from '../catalogue.ts';
import type { Model } from '../model.ts';
import { fileKindOf } from '../rules/read-request.ts';
import { switchModel } from '../rules/switch-model.ts';

/** The filters in the order in which they are offered. */
export const modelFilters = [
  'from-text',
  'one-image',
  'two-images',
  'references',
  'edits-video',
  'makes-audio',
  'ten-seconds',
  '4k',
  'elements',
  'current',
  'fits',
] as const;
/** A filter of the model browser. */
export type ModelFilter = (typeof modelFilters)[number];

/** The composer's request and references, for the filter `fits`. */
export interface AvailableFiles {
  readonly request: GenerationRequest;
  readonly references: ReadonlyMap<number, Reference>;
}

/** Returns the most images of one request, e.g. 2 for a first and a last frame. */
const mostImages = ({ slots }: Model): number => slots.reduce((sum, { role, max }) => (fileKindOf(role) === 'image' ? sum + max : sum), 0);

const longestSeconds = ({ duration }: Model): number => {
  switch (duration.kind) {
    case 'none':
      return 0;
    case 'range':
      return duration.maxSeconds;
    case 'list':
      return Math.max(...duration.seconds);
  }
};

/** True when every file of the request would still have a slot after a switch to this model. */
const takesAll = (model: Model, { request, references }: AvailableFiles): boolean =>
  switchModel(request, model.id, references).request.references.length === request.references.length;

const passes = (model: Model, filter: ModelFilter, available: AvailableFiles | null): boolean => {
  switch (filter) {
    case 'from-text':
      return model.kinds.includes('text-to-video');
    case 'one-image':
      return mostImages(model) >= 1;
    case 'two-images':
      return mostImages(model) >= 2;
    case 'references':
      return model.kinds.includes('reference-to-video');
    case 'edits-video':
      return model.kinds.includes('video-edit');
    case 'makes-audio':
      return model.audio.kind === 'switch';
    case 'ten-seconds':
      return longestSeconds(model) >= 10;
    case '4k':
      return model.quality.kind === 'list' && model.quality.values.includes('4k');
    case 'elements':
      return model.extra.some(({ type }) => type === 'elements');
    case 'current':
      return model.documentation === 'current';
    case 'fits':
      return available === null || takesAll(model, available);
  }
};

/** Returns the filters that hold for a model; never `fits`, which depends on the composer. */
export const filtersOf = (model: Model): readonly ModelFilter[] =>
  modelFilters.filter((filter) => filter !== 'fits' && passes(model, filter, null));

/** Returns the models for which all of these filters hold, in the catalogue's order. */
export const modelsMatching = (filters: readonly ModelFilter[], available: AvailableFiles | null = null): readonly Model[] =>
  models.filter((model) => filters.every((filter) => passes(model, filter, available)));
