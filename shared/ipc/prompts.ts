// Prompts that were used, and templates of prompts.
import { z } from 'zod';
import { templateNameMax, templateTextMax, variableNameMax, variablesMax, variableValueMax } from '../prompt-template.ts';
import { byId, id, nothing } from './common-inputs.ts';

/** A prompt that was used, once however often. */
export const usedPrompt = z.strictObject({
  id,
  text: z.string(),
  /** How many tasks were made from it. */
  useCount: z.number().int(),
  /** The model it was last used with. */
  model: z.string(),
  usedAtMs: z.number(),
});
export type UsedPrompt = z.infer<typeof usedPrompt>;

/** A prompt with variables, under a name. Its syntax is in `prompt-template.ts`. */
export const promptTemplate = z.strictObject({ id, name: z.string(), text: z.string(), changedAtMs: z.number() });
export type PromptTemplate = z.infer<typeof promptTemplate>;

/** SQLite takes a text with NUL for one that ends there. */
const holdsNoNul = (text: string): boolean => !text.includes('\0');

/** What was last put into a variable, whatever the template. */
const variableValue = z.strictObject({
  name: z.string().min(1).max(variableNameMax).refine(holdsNoNul),
  value: z.string().max(variableValueMax),
});

export const promptCalls = {
  /** The prompts that hold every word of the query, newest first; all of them for an empty query. At most 60. */
  'prompts.search': { input: z.strictObject({ query: z.string().max(400) }), output: z.strictObject({ prompts: z.array(usedPrompt) }) },
  /** Takes a prompt out of the list; its tasks stay. It comes back when it is used again. */
  'prompts.hide': { input: byId, output: nothing },
  'prompts.unhide': { input: byId, output: nothing },

  'templates.list': {
    input: nothing,
    output: z.strictObject({ templates: z.array(promptTemplate), values: z.array(variableValue) }),
  },
  /** `id: null` makes a new one. A name stands for one template only. */
  'templates.save': {
    input: z.strictObject({
      id: id.nullable(),
      name: z.string().trim().min(1).max(templateNameMax).refine(holdsNoNul),
      text: z.string().min(1).max(templateTextMax).refine(holdsNoNul),
    }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('saved'), id }),
      z.strictObject({ outcome: z.enum(['name-taken', 'too-many']) }),
    ]),
  },
  /** Can be brought back until the studio has been started a day later. */
  'templates.remove': { input: byId, output: nothing },
  /** False where its name has been given to another one in the meantime. */
  'templates.restore': { input: byId, output: z.strictObject({ restored: z.boolean() }) },
  /** Remembers what was put into the variables. */
  'templates.saveValues': { input: z.strictObject({ values: z.array(variableValue).max(variablesMax) }), output: nothing },
} as const;
