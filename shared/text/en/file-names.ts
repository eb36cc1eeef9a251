// File name templates: their setting, their tokens, and what is wrong with one.
import type { TemplateProblem } from '../../file-names/parse-template.ts';
import type { NameToken } from '../../file-names/template-tokens.ts';
import { format } from './format.ts';

const tokens: Readonly<Record<NameToken, string>> = {
  date: 'date',
  time: 'time',
  title: 'title',
  prompt: 'prompt',
  model: 'model',
  seed: 'seed',
  ratio: 'ratio',
  quality: 'quality',
  duration: 'duration',
  rating: 'rating',
  number: 'number',
  profile: 'profile',
  task: 'task ID',
  id: 'short ID',
};

function problem(found: TemplateProblem): string {
  switch (found.kind) {
    case 'empty':
      return 'Enter a template.';
    case 'too-long':
      return `A template has at most ${format.number(found.maxLength)} characters.`;
    case 'no-token':
      return 'Without a part in braces all files would have the same name. Insert one.';
    case 'unknown-token':
      return found.suggestions.length === 0
        ? `{${found.name}} is unknown.`
        : `{${found.name}} is unknown. Did you mean ${found.suggestions.map((token) => `{${token}}`).join(' or ')}?`;
    case 'lone-brace':
      return found.brace === '{' ? 'A } is missing after {.' : 'A { is missing before }.';
    case 'separator':
      return `A name cannot contain ${found.character}. A template makes no folders.`;
    case 'forbidden':
      return /[\p{L}\p{P}\p{S}]/u.test(found.character)
        ? `Windows does not allow ${found.character} in a name.`
        : 'The template contains a character that cannot be seen. Delete it.';
    case 'bad-size':
      return found.maxSize === null
        ? `{${found.token}} takes no number.`
        : `The number in {${found.token}} is from 1 to ${format.number(found.maxSize)}.`;
  }
}

/** Everything about file name templates. */
export const fileNames = {
  title: 'File names',
  detail: 'For new videos. Names are shortened and cleaned so that they work on Windows, macOS and Linux.',
  template: 'Template',
  insert: 'Insert',
  insertToken: (token: NameToken): string => `Insert {${token}}`,
  tokens,
  problem,
  /** Before the names that a template makes. */
  preview: 'Example',
  examplePrompt: 'A fox in the snow',
  save: 'Save',
  reset: 'Use the default',
};
