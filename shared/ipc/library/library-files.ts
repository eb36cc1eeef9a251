// The files of the library: their folder, moving, checking and finding them, and their tag records.
import { z } from 'zod';
import { appError } from '../../errors.ts';
import { generationRequest } from '../../generation.ts';
import { byResult, emptyObject, id } from '../common-inputs.ts';

/** The first bytes of every PNG: nothing else may be written to disk as one. */
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array): boolean => pngSignature.every((byte, at) => bytes[at] === byte);

/** The calls about the library folder and its files. */
export const libraryFileCalls = {
  'library.openFolder': { input: emptyObject, output: emptyObject },
  /** Shows the folder of unknown unfinished downloads. */
  'library.openStrays': { input: emptyObject, output: emptyObject },
  /** Opens the system's folder dialog; the new folder must be writable. Stored files stay where they are. */
  'library.chooseFolder': { input: emptyObject, output: z.strictObject({ folder: z.string() }) },
  /** Like `library.chooseFolder`, and moves every stored file in the background. */
  'library.moveFolder': { input: emptyObject, output: z.strictObject({ folder: z.string() }) },
  /** `retry` also tries the files that could not be moved. `dismiss`: the user has seen how the move ended. */
  'library.controlMove': { input: z.strictObject({ action: z.enum(['cancel', 'retry', 'dismiss']) }), output: emptyObject },
  /** Lists at most 100 files that could not be moved. */
  'library.moveFailures': {
    input: emptyObject,
    output: z.strictObject({ files: z.array(z.strictObject({ resultId: id, fileName: z.string(), error: appError })).max(100) }),
  },
  /** Starts to read every stored file and compare its hash; the status has the progress. */
  'library.verifyAll': { input: emptyObject, output: emptyObject },
  'library.stopVerifying': { input: emptyObject, output: emptyObject },
  /** Reads one file and compares its hash. `unreadable`: it could not be read to its end now. */
  'library.verifyFile': {
    input: byResult,
    output: z.strictObject({ verdict: z.enum(['intact', 'unverified', 'changed', 'missing', 'unreadable']) }),
  },
  /** Stores a quarantined transfer that never verified, under a name that says so. */
  'library.keepUnverified': { input: byResult, output: emptyObject },
  /** Asks with the system's dialog where a video is now; accepts only the same file. */
  'library.locateFile': { input: byResult, output: emptyObject },
  /** The number of videos whose files are missing. */
  'library.countMissing': { input: emptyObject, output: z.strictObject({ count: z.number().int() }) },
  /**
   * Starts to search a folder for the files of all missing videos; `fileJob` of the status has the progress. `chosen`: a folder that the system's dialog
   * asks for. Errors: `library-busy`, `cancelled-by-user`, and those of the folder.
   */
  'library.locateMissing': { input: z.strictObject({ where: z.enum(['library', 'chosen']) }), output: emptyObject },
  /** Starts to rebuild the library from its folder; the status has the progress. */
  'library.rebuild': { input: emptyObject, output: emptyObject },
  /** Like `library.rebuild`, for a folder chosen with the system's dialog. The library folder stays as it is. */
  'library.rebuildFrom': { input: emptyObject, output: z.strictObject({ folder: z.string() }) },
  'library.cancelRebuild': { input: emptyObject, output: emptyObject },
  /** Hides the outcome of the rebuild, which the user has seen. */
  'library.dismissRebuild': { input: emptyObject, output: emptyObject },
  /** Saves a frame of a stored video with the system's save dialog; returns the file's name. */
  'library.saveFrame': {
    input: z.strictObject({ resultId: id, atSeconds: z.number().min(0).max(86_400), bytes: z.instanceof(Uint8Array).refine(isPng) }),
    output: z.strictObject({ name: z.string() }),
  },
  /** Reads the tag record of a dropped video; references that are no longer kept here are listed by name. */
  'library.readTags': {
    input: z.strictObject({ path: z.string().min(1).max(4_096) }),
    output: z.strictObject({ found: z.strictObject({ request: generationRequest, lost: z.array(z.string()) }).nullable() }),
  },
} as const;
