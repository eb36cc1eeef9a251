// The elements of a request: their list in the API request, how many more fit, and how the prompt names them.
import type { GenerationRequest, JsonValue } from '../../generation.ts';
import { formFor } from '../catalogue.ts';
import { elementsPath, readElements } from '../rules/read-request.ts';
import { readShots, shotsPath, writeShots } from './shots.ts';
import { referenceLimitViolations } from './slots.ts';

/** Returns the list of elements as the API has it: `[{ element_id }]`. */
export const writeElements = (ids: readonly string[]): JsonValue => ids.map((element_id) => ({ element_id }));

/** Returns how many more elements the request takes. Adds elements one by one and evaluates the rules, so that both always agree. */
export const freeElementCount = (request: GenerationRequest): number => {
  const model = formFor(request.model);
  const field = model.extra.find(({ type }) => type === 'elements');
  if (field?.type !== 'elements') return 0;
  const ids = readElements(request.parameters[elementsPath]);
  const violationsBefore = referenceLimitViolations(model, request);
  const fits = (more: number): boolean => {
    const nextIds = [...ids, ...Array.from({ length: more }, (_, at) => `more-${at}`)];
    const candidate = { ...request, parameters: { ...request.parameters, [elementsPath]: writeElements(nextIds) } };
    return referenceLimitViolations(model, candidate).every((violation, at) => violation <= (violationsBefore[at] ?? 0));
  };
  let freeCount = 0;
  while (ids.length + freeCount < field.maxItems && fits(freeCount + 1)) freeCount += 1;
  return freeCount;
};

const namePattern = /<<<element_(\d{1,3})>>>/g;

/** Returns how the prompt names the element with this number in the list, from 1. */
export const elementName = (number: number): string => `<<<element_${number}>>>`;

/** Returns a text without the name of a removed element, and with the new numbers of the later ones. */
const withoutElement = (text: string, number: number): string =>
  text
    .replace(new RegExp(`${elementName(number)}[ \\t]?`, 'g'), '')
    .replace(namePattern, (name, found: string) => (Number(found) > number ? elementName(Number(found) - 1) : name));

/** Returns the numbers of the elements that a text names. */
export const elementsNamedIn = (text: string): ReadonlySet<number> =>
  new Set([...text.matchAll(namePattern)].map(([, number]) => Number(number)));

/** Returns the request without the element of this number. Its prompt and shots use the new numbers of the other elements. */
export const removeElement = (request: GenerationRequest, number: number): Pick<GenerationRequest, 'prompt' | 'parameters'> => {
  const { [elementsPath]: list, [shotsPath]: shots, ...others } = request.parameters;
  const remaining = readElements(list).filter((_, at) => at !== number - 1);
  const renamed = readShots(shots).map((shot) => ({ ...shot, prompt: withoutElement(shot.prompt, number) }));
  return {
    prompt: withoutElement(request.prompt, number),
    parameters: {
      ...others,
      ...(shots === undefined ? {} : { [shotsPath]: writeShots(renamed) }),
      ...(remaining.length === 0 ? {} : { [elementsPath]: writeElements(remaining) }),
    },
  };
};
