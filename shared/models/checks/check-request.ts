// Finds the issues of a request before it is sent. A value is blocked when contract and documentation both exclude it, or one excludes it
// and the other says nothing. The issue is advice when one excludes the value and the other allows it.
import type { GenerationRequest, Reference } from '../../generation.ts';
import { similarModels } from '../browse/similar-models.ts';
import { formFor, isUnknownModel } from '../catalogue.ts';
import type { Issue, Model } from '../model.ts';
import { promptMaxCharacters } from '../rules/general-limits.ts';
import { allConditionsHold, brokenRules } from '../rules/read-request.ts';
import { sanitizeText } from '../rules/sanitize-text.ts';
import { checkFields } from './check-fields.ts';
import { checkFiles } from './check-files.ts';
import { checkSlots } from './check-slots.ts';
import { createIssue } from './create-issue.ts';

/** Returns the length of a prompt as the contract counts it: in code points, so that an emoji is not two. */
export const promptLength = (prompt: string): number => {
  let length = 0;
  for (const _ of prompt) length += 1;
  return length;
};

/** True when the prompt is required now; some models need none with a picture or shots. */
export const promptRequired = (request: GenerationRequest): boolean => {
  const model = formFor(request.model);
  const { required, optionalWhen } = model.prompt;
  return required && (optionalWhen === undefined || !allConditionsHold(optionalWhen, model, request, false));
};

const checkModel = (id: string, model: Model): readonly Issue[] => {
  if (id.trim() === '') return [createIssue('block', 'model', 'model-missing')];
  if (isUnknownModel(id)) return [createIssue('advice', 'model', 'model-unknown', { model: id, near: similarModels(id).join(', ') })];
  switch (model.documentation) {
    case 'archived':
    case 'removed':
      return [createIssue('advice', 'model', 'model-withdrawn', { model: model.name })];
    case 'none':
    case 'placeholder':
      return [createIssue('advice', 'model', 'model-undocumented', { model: model.name })];
    case 'current':
      return [];
  }
};

const checkPrompt = (request: GenerationRequest, model: Model): readonly Issue[] => {
  if (model.prompt.none) return [];
  if (sanitizeText(request.prompt).trim() === '') return promptRequired(request) ? [createIssue('block', 'prompt', 'prompt-missing')] : [];
  const length = promptLength(request.prompt);
  if (length > promptMaxCharacters) return [createIssue('block', 'prompt', 'prompt-too-long', { length, max: promptMaxCharacters })];
  const { max, unit } = model.prompt;
  return max !== null && length > max
    ? [createIssue('advice', 'prompt', 'prompt-long-for-model', { length, max, unit, model: model.name })]
    : [];
};

const checkRules = (request: GenerationRequest, model: Model): readonly Issue[] =>
  brokenRules(model, request).map(({ level, field, name }) => createIssue(level, field, 'combination', { rule: name, model: model.name }));

/**
 * Returns all issues of a request, in the order of the form. Does not check references outside the map: the studio may still be reading
 * them.
 */
export const checkRequest = (request: GenerationRequest, references: ReadonlyMap<number, Reference>): readonly Issue[] => {
  const model = formFor(request.model);
  return [
    ...checkModel(request.model, model),
    ...checkPrompt(request, model),
    ...checkFields(request, model),
    ...checkSlots(request, model),
    ...checkFiles(request, model, references),
    ...checkRules(request, model),
  ];
};

/** Returns the issues that keep the request from being sent. */
export const blockingIssues = (issues: readonly Issue[]): readonly Issue[] => issues.filter(({ level }) => level === 'block');

/** Returns the issues that the user should know before "Send anyway". */
export const advisoryIssues = (issues: readonly Issue[]): readonly Issue[] => issues.filter(({ level }) => level === 'advice');
