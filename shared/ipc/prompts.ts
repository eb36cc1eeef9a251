// Used prompts, and prompt templates.
import { z } from 'zod';
import { templateNameMax, templateTextMax, variableNameMax, variablesMax, variableValueMax } from '../prompt-template.ts';
import { maxQueryLength } from '../search/query.ts';
import { byId, emptyObject, id } from './common-inputs.ts';

/** A prompt that was used. It is listed once, however often it was used. */
export const usedPrompt = z.strictObject({
  id,
  text: z.string(),
  /** The number of tasks that were made from it. */
  useCount: z.number().int(),
  /** The model that it was last used with. */
  model: z.string(),
  usedAtMs: z.number(),
});
/** A prompt in the history. */
export type UsedPrompt = z.infer<typeof usedPrompt>;

/** A prompt with variables, under a name. Its syntax is in `prompt-template.ts`. */
export const promptTemplate = z.strictObject({ id, name: z.string(), text: z.string(), changedAtMs: z.number() });
/** A prompt with variables, under a name. */
export type PromptTemplate = z.infer<typeof promptTemplate>;

/** A text must not contain NUL: SQLite would end it there. */
const hasNoNul = (text: string): boolean => !text.includes('\0');

/** The last value of a variable of this name, in any template. */
const variableValue = z.strictObject({
  name: z.string().min(1).max(variableNameMax).refine(hasNoNul),
  value: z.string().max(variableValueMax),
});

/** The calls about used prompts and templates. */
export const promptCalls = {
  /**
   * Returns the prompts that the query finds, newest first; every prompt matches an empty query. At most 60. The query is in the language of the
   * search, with the fields of a prompt.
   */
  'prompts.search': {
    input: z.strictObject({ query: z.string().max(maxQueryLength) }),
    output: z.strictObject({ prompts: z.array(usedPrompt) }),
  },
  /** Hides a prompt from the list; its tasks stay. It reappears when it is used again. */
  'prompts.hide': { input: byId, output: emptyObject },
  'prompts.unhide': { input: byId, output: emptyObject },

  'templates.list': {
    input: emptyObject,
    output: z.strictObject({ templates: z.array(promptTemplate), values: z.array(variableValue) }),
  },
  /** `id: null` creates a template. Names are unique. */
  'templates.save': {
    input: z.strictObject({
      id: id.nullable(),
      name: z.string().trim().min(1).max(templateNameMax).refine(hasNoNul),
      text: z.string().min(1).max(templateTextMax).refine(hasNoNul),
    }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('saved'), id }),
      z.strictObject({ outcome: z.enum(['name-taken', 'too-many']) }),
    ]),
  },
  /** Removes a template. It can be restored until the first start at least a day later. */
  'templates.remove': { input: byId, output: emptyObject },
  /** Restores a removed template. `restored` is false where another template has taken its name meanwhile. */
  'templates.restore': { input: byId, output: z.strictObject({ restored: z.boolean() }) },
  /** Remembers the values of variables. */
  'templates.saveValues': { input: z.strictObject({ values: z.array(variableValue).max(variablesMax) }), output: emptyObject },
} as const;
