// The request a form starts with: the known defaults shown (and so sent), the unknown ones left to the service.
import type { GenerationRequest } from '../../generation.ts';
import { formFor } from '../catalogue.ts';
import type { Kind } from '../model.ts';
import { kindIn } from '../rules/request-facts.ts';

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

/** Which kind the present references make of the request. */
export const kindOf = (request: GenerationRequest): Kind => kindIn(formFor(request.model), request);
