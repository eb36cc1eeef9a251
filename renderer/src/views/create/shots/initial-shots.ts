// The first shots of a request whose shots editor is opened for the first time. Pure.
import type { GenerationRequest } from '../../../../../shared/generation.ts';
import { distributeSeconds, formFor, type Shot, videoSeconds } from '../../../../../shared/models/index.ts';

/** Two shots; the first has the text of the prompt. */
export function firstShots(request: GenerationRequest, maxCharacters: number | null): readonly Shot[] {
  const prompt = [...request.prompt].slice(0, maxCharacters ?? undefined).join('');
  const shots = [prompt, ''].map((text) => ({ prompt: text, seconds: Number.NaN }));
  return distributeSeconds(shots, videoSeconds(formFor(request.model), request) ?? 4) ?? shots;
}
