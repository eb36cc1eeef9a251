// Everything that the user can set. Defaults are `settings.parse({})`; unknown keys of a newer version are dropped on reading, never on disk.
import { z } from 'zod';
import { defaultFileNameTemplate, maxTemplateLength, parseFileNameTemplate } from '../file-names/parse-template.ts';
import { groupChoices, sortChoices } from '../search/result-order.ts';
import { trashDaysChoices } from '../trash.ts';
import { libraryLayouts, libraryScopes, maxConcurrentTasksLimit, pictureFits, tilePixelsLimits } from './settings-limits.ts';

const trashDays = z.literal(trashDaysChoices);

/** A template without problems. */
const fileNameTemplate = z
  .string()
  .max(maxTemplateLength)
  .refine((template) => parseFileNameTemplate(template).ok);

/** Parses stored settings; a missing one gets its default. */
export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'zh']).default('system'),
  /** null: the system's Videos folder / Evolink Studio. */
  libraryFolder: z.string().max(4_096).nullable().default(null),
  /** The most unfinished tasks at the service, per profile. */
  maxConcurrentTasks: z.number().int().min(1).max(maxConcurrentTasksLimit).default(4),
  /** Creates an auto-retry after a retryable error of a task. */
  autoRetry: z.boolean().default(false),
  /** Width of the composer panel in CSS pixels. */
  composerWidthPixels: z.number().int().min(280).max(640).default(344),
  favouriteModels: z.array(z.string().max(128)).max(100).default([]),
  /** Mutes the player. */
  muted: z.boolean().default(false),
  /** Asks before quitting while something is being sent, rendered or saved. */
  confirmQuit: z.boolean().default(true),
  /** Checks the spelling of prompts. Off by default: on Windows and Linux the dictionaries come from Google. */
  spellCheck: z.boolean().default(false),
  /** Writes prompt and settings into the files of new videos, where everybody who gets a file can read them. */
  writeTags: z.boolean().default(true),
  /** Names the files of new videos; see `shared/file-names`. */
  fileNameTemplate: fileNameTemplate.default(defaultFileNameTemplate),
  /** The order of the library. */
  librarySort: z.enum(sortChoices).default('newest'),
  /** How the library is grouped. */
  libraryGroup: z.enum(groupChoices).default('day'),
  libraryLayout: z.enum(libraryLayouts).default('grid'),
  /** The minimum width of a tile in the library, in CSS pixels. */
  libraryTilePixels: z.number().int().min(tilePixelsLimits.min).max(tilePixelsLimits.max).default(206),
  /** How the tiles of the library show pictures of another shape. */
  libraryPictureFit: z.enum(pictureFits).default('fit'),
  /** For how many days a deleted video stays in the trash; null: until the user empties the trash. */
  trashDays: trashDays.default(30),
  /** Shows the takes of one request as one tile in the library. */
  libraryStacks: z.boolean().default(false),
  /** Whether the library shows its videos, or every task as well. */
  libraryScope: z.enum(libraryScopes).default('videos'),
  /** Shows the list of collections beside the library. */
  libraryCollections: z.boolean().default(false),
});
/** All settings of the user. */
export type Settings = z.infer<typeof settings>;

/** A change to some of the settings. */
export const settingsChange = z
  .strictObject({
    theme: z.enum(['system', 'light', 'dark']),
    language: z.enum(['system', 'en', 'zh']),
    maxConcurrentTasks: z.number().int().min(1).max(maxConcurrentTasksLimit),
    autoRetry: z.boolean(),
    composerWidthPixels: z.number().int().min(280).max(640),
    favouriteModels: z.array(z.string().max(128)).max(100),
    muted: z.boolean(),
    confirmQuit: z.boolean(),
    writeTags: z.boolean(),
    spellCheck: z.boolean(),
    fileNameTemplate,
    librarySort: z.enum(sortChoices),
    libraryGroup: z.enum(groupChoices),
    libraryLayout: z.enum(libraryLayouts),
    libraryTilePixels: z.number().int().min(tilePixelsLimits.min).max(tilePixelsLimits.max),
    libraryPictureFit: z.enum(pictureFits),
    trashDays,
    libraryStacks: z.boolean(),
    libraryScope: z.enum(libraryScopes),
    libraryCollections: z.boolean(),
  })
  .partial();
/** New values of some settings; absent ones stay. */
export type SettingsChange = z.infer<typeof settingsChange>;
