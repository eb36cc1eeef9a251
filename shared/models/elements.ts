// Elements made earlier and named in a request: their list on the wire, how many more there is room for, and how the prompt names them.
import type { GenerationRequest, JsonValue } from '../generation.ts';
import { formFor } from './catalogue.ts';
import { elementsPath, readElements } from './facts.ts';
import { misfits } from './slots.ts';

export const writeElements = (ids: readonly string[]): JsonValue => ids.map((element_id) => ({ element_id }));

/** How many more elements the request takes as it stands: found by trying, so that it can never disagree with the rules. */
export const openElements = (request: GenerationRequest): number => {
  const model = formFor(request.model);
  const field = model.extra.find(({ type }) => type === 'elements');
  if (field?.type !== 'elements') return 0;
  const ids = readElements(request.parameters[elementsPath]);
  const before = misfits(model, request);
  const fits = (more: number): boolean => {
    const tried = [...ids, ...Array.from({ length: more }, (_, at) => `more-${at}`)];
    const now = { ...request, parameters: { ...request.parameters, [elementsPath]: writeElements(tried) } };
    return misfits(model, now).every((off, at) => off <= (before[at] ?? 0));
  };
  let open = 0;
  while (ids.length + open < field.maxItems && fits(open + 1)) open += 1;
  return open;
};

/** How the prompt names the element at this place of the list, the first being 1. */
export const elementName = (number: number): string => `<<<element_${number}>>>`;

/** The numbers of the elements that a text names. */
export const elementsNamedIn = (text: string): ReadonlySet<number> =>
  new Set([...text.matchAll(/<<<element_(\d{1,3})>>>/g)].map(([, number]) => Number(number)));
