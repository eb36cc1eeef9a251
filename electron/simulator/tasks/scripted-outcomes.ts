// The outcome of a task, decided at its acceptance. A content filter cannot be simulated, so a marker in the prompt selects the outcome:
//   [simulate:content_policy_violation]  or any other task error code below: the task fails with it
//   [simulate:cancelled]                 the task ends as cancelled
//   [simulate:model_withdrawn]           is not accepted, as if the model had been withdrawn
//   [simulate:stuck]                     never ends and stays at 95 %
//   [simulate:no_results]                completed, with nothing to download
//   [simulate:video_url]                 completed in the form of the contract: `result_data[].video_url`, no `results`
//   [simulate:results_only]              completed with `results` and no `result_data`
import { z } from 'zod';
import { jsonText } from '../tables/simulator-rows.ts';

/** Task error codes with the simulator's own messages: those of EvoLink's task page and, at the end, two that only the contract has. */
export const taskFailures: Readonly<Record<string, string>> = {
  content_policy_violation: 'Content policy violation.\nYour request was blocked by safety filters. Please rephrase the prompt.',
  invalid_parameters: 'The parameters are not valid for this model.',
  image_processing_error: 'The input image could not be fetched or read.',
  image_dimension_mismatch: 'The input image does not have the size of the requested video.',
  request_cancelled: 'The request was cancelled.',
  generation_failed_no_content: 'The model produced no content.',
  service_error: 'The service had an internal error.',
  generation_timeout: 'The generation took too long.',
  resource_exhausted: 'Resources are exhausted at the moment.',
  quota_exceeded: 'The quota of the account is exceeded.',
  service_unavailable: 'The service is not available at the moment.',
  resource_not_found: 'The task id is unknown or has expired.',
  unknown_error: 'Unknown error.',
  model_unavailable: 'The model is not available.',
  upstream_error: 'The provider of the model had an error.',
};

const otherMarkers = ['cancelled', 'stuck', 'no_results', 'video_url', 'results_only'] as const;

const scriptedOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fails'), code: z.string() }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('stuck') }),
  z.object({ kind: z.literal('completes'), shape: z.enum(['usual', 'no_results', 'video_url', 'results_only']) }),
]);
/** How a task will end. `shape` is the form of a completed reply. */
export type ScriptedOutcome = Readonly<z.infer<typeof scriptedOutcome>>;

/** Schema of the column `outcome` of a task. */
export const outcomeText = jsonText(scriptedOutcome);

/** True when the prompt has the marker for a model that was withdrawn. */
export function asksForWithdrawnModel(prompt: unknown): boolean {
  return typeof prompt === 'string' && prompt.includes('[simulate:model_withdrawn]');
}

/** Returns the outcome that the first known marker in `prompt` selects. Without a known marker the task completes as usual. */
export function outcomeFromPrompt(prompt: string): ScriptedOutcome {
  for (const [, name] of prompt.matchAll(/\[simulate:([a-z_]+)\]/g)) {
    if (name === undefined) continue;
    if (Object.hasOwn(taskFailures, name)) return { kind: 'fails', code: name };
    const other = otherMarkers.find((item) => item === name);
    if (other === 'cancelled' || other === 'stuck') return { kind: other };
    if (other) return { kind: 'completes', shape: other };
  }
  return { kind: 'completes', shape: 'usual' };
}

/** Serializes an outcome for the column `outcome`. */
export function serializeOutcome(outcome: ScriptedOutcome): string {
  return JSON.stringify(outcome);
}

/** Parses the column `outcome`, which only `serializeOutcome` writes. */
export function parseOutcome(text: string): ScriptedOutcome {
  return scriptedOutcome.parse(JSON.parse(text));
}
