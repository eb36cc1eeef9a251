// The JSON of a request, as it goes to the service. It does not contain the API key, which is in the header. Pure.
import type { GenerationRequest } from '../../../../shared/generation.ts';
import type { CallOutput } from '../../../../shared/ipc.ts';
import { wireBody } from '../../../../shared/models/index.ts';

type Files = CallOutput<'tasks.read'>['files'];

/** Returns the body of the request. A file without a copy at the service is represented by its name in angle brackets. */
export function requestJson(request: GenerationRequest, files: Files): string {
  const urlOf = (referenceId: number): string => {
    const file = files.find((one) => one.referenceId === referenceId);
    return file?.copy?.url ?? `<${file?.name ?? referenceId}>`;
  };
  return JSON.stringify(wireBody(request, urlOf), null, 2);
}
