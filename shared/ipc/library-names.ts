// The names of video files: what a template makes of them.
import { z } from 'zod';
import { maxTemplateLength } from '../file-names/parse-template.ts';
import { id } from './common-inputs.ts';

/** The most names that a preview shows. */
const maxPreviewedNames = 5;

/** The calls about file names. */
export const libraryNameCalls = {
  /**
   * What a template makes of these videos, with extension; of the newest video where none is given, and of an example in an empty library. A template
   * with a problem gives the usual names; the window knows the problem from its own parsing.
   */
  'library.previewNames': {
    input: z.strictObject({
      template: z.string().max(maxTemplateLength),
      resultIds: z.array(id).max(maxPreviewedNames),
      /** The prompt of the example. */
      examplePrompt: z.string().max(200),
    }),
    output: z.strictObject({ names: z.array(z.string()).max(maxPreviewedNames) }),
  },
} as const;
