// The names of video files: what a template makes of them.
import { z } from 'zod';
import { appError } from '../../errors.ts';
import { maxTemplateLength } from '../../file-names/parse-template.ts';
import { byResult, emptyObject, id } from '../common-inputs.ts';
import { videoIds } from '../judgement.ts';

/** The most names that a preview shows. */
const maxPreviewedNames = 5;

const template = z.string().min(1).max(maxTemplateLength);

/** The calls about file names. */
export const libraryNameCalls = {
  /**
   * Returns the names that a template gives these videos, with extension. Without videos it names the newest one, or an example if the
   * library is empty. An invalid template gives the default names; the window parses the template itself and knows the problem.
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
  /** Starts to rename files; `fileJob` of the status has the progress. `{number}` counts in this order. Error: `library-busy`. */
  'library.renameFiles': { input: z.strictObject({ resultIds: videoIds, template }), output: emptyObject },
  /** Number and bytes of the files of these videos in the library, and the bytes of those in the trash; missing ones are left out. */
  'library.measureFiles': {
    input: z.strictObject({ resultIds: videoIds }),
    output: z.strictObject({ files: z.number().int(), bytes: z.number(), trashedBytes: z.number() }),
  },
  /**
   * Asks for an export folder. The window refers to it by `targetId` until the app closes. Errors: `cancelled-by-user`,
   * `export-in-library`.
   */
  'library.chooseExportFolder': {
    input: emptyObject,
    output: z.strictObject({ targetId: z.string(), folder: z.string(), freeBytes: z.number().nullable() }),
  },
  /** Starts to copy videos; `fileJob` has the progress. It survives a quit and is resumed by `continue`. Errors: `library-busy`, `disk-full`. */
  'library.startExport': {
    input: z.strictObject({
      targetId: z.string().max(64),
      resultIds: videoIds,
      template,
      /** The name of one table of all videos, without extension; null without a table. */
      csvName: z.string().max(100).nullable(),
      /** A JSON file beside each video. */
      writesJson: z.boolean(),
    }),
    output: emptyObject,
  },
  /** Shows the folder of the last export. */
  'library.openExportFolder': { input: emptyObject, output: emptyObject },
  /** `continue` resumes an export. `dismiss` forgets work whose outcome the user has seen. Error: `library-busy`. */
  'library.controlFileJob': { input: z.strictObject({ action: z.enum(['cancel', 'continue', 'dismiss']) }), output: emptyObject },
  /**
   * Says why files were refused or not found: at most 100 different errors, the number of files of each, and at most 100 of their names in
   * total.
   */
  'library.fileJobFailures': {
    input: emptyObject,
    output: z.strictObject({
      reasons: z.array(z.strictObject({ error: appError, count: z.number().int(), fileNames: z.array(z.string()) })).max(100),
    }),
  },
} as const;
