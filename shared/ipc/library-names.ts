// The names of video files: what a template makes of them.
import { z } from 'zod';
import { appError } from '../errors.ts';
import { maxTemplateLength } from '../file-names/parse-template.ts';
import { byResult, emptyObject, id } from './common-inputs.ts';
import { videoIds } from './judgement.ts';

/** The most names that a preview shows. */
const maxPreviewedNames = 5;

const template = z.string().min(1).max(maxTemplateLength);

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
  /** Renames one file. `name` has no extension. Errors: `name-not-allowed`, `file-name-taken`, `file-in-use`, `file-missing`, `library-busy`. */
  'library.renameFile': {
    input: z.strictObject({ ...byResult.shape, name: z.string().max(1_000) }),
    output: z.strictObject({ fileName: z.string() }),
  },
  /** Starts to rename files; `fileWork` of the status has the progress. `{number}` counts in this order. Error: `library-busy`. */
  'library.renameFiles': { input: z.strictObject({ resultIds: videoIds, template }), output: emptyObject },
  /** `dismiss`: the user has seen how it ended. */
  'library.controlFileWork': { input: z.strictObject({ action: z.enum(['cancel', 'dismiss']) }), output: emptyObject },
  /** At most 100 files that were refused. */
  'library.fileWorkFailures': {
    input: emptyObject,
    output: z.strictObject({ files: z.array(z.strictObject({ resultId: id, fileName: z.string(), error: appError })).max(100) }),
  },
} as const;
