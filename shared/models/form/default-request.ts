// The initial request of a form: known defaults are shown (and so sent), unknown ones are left to the service.
import type { GenerationRequest } from '../../generation.ts';
import { formFor } from '../catalogue.ts';
import type { GenerationKind } from '../model.ts';
import { kindFor } from '../rules/read-request.ts';

/** Returns the initial request for any model id, without references. */
export const defaultRequest = (modelId: string, prompt = ''): GenerationRequest => {
  const { duration, quality, aspectRatio, audio, extra } = formFor(modelId);
  return {
    model: modelId,
    prompt,
    durationSeconds: duration.kind === 'none' ? null : duration.defaultSeconds,
    quality: quality.kind === 'none' ? null : quality.default,
    aspectRatio: aspectRatio.kind === 'none' ? null : aspectRatio.default,
    generateAudio: audio.kind === 'none' ? null : audio.default,
    references: [],
    parameters: Object.fromEntries(extra.flatMap((field) => (field.default === null ? [] : [[field.path, field.default] as const]))),
  };
};

/** Returns the kind of the request, which follows from its references. */
export const kindOf = (request: GenerationRequest): GenerationKind => kindFor(formFor(request.model), request);
