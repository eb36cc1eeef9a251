// Everything the person can set. Defaults are `settings.parse({})`; unknown keys of a newer version are dropped on reading, never on disk.
import { z } from 'zod';
import { maxConcurrentTasksLimit } from './settings-limits.ts';

export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  language: z.enum(['system', 'en', 'zh']).default('system'),
  /** null: the system's Videos folder / Evolink Studio. */
  libraryFolder: z.string().max(4_096).nullable().default(null),
  /** Tasks at the service at one time, per profile. */
  maxConcurrentTasks: z.number().int().min(1).max(maxConcurrentTasksLimit).default(4),
  /** After a retryable error of a task the studio makes another try by itself. */
  autoRetry: z.boolean().default(false),
  /** Width of the composer panel in CSS pixels. */
  composerWidthPixels: z.number().int().min(280).max(640).default(344),
  favouriteModels: z.array(z.string().max(128)).max(100).default([]),
  /** Sound of the player. */
  muted: z.boolean().default(false),
  /** Quitting asks once while something is being sent, rendered or saved. */
  confirmQuit: z.boolean().default(true),
  /** The spelling of prompts is checked. Off at first: on Windows and Linux the dictionaries come from Google. */
  spellCheck: z.boolean().default(false),
  /** Prompt and settings go into the files of new videos, for everybody to read who gets one. */
  writeTags: z.boolean().default(true),
});
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
  })
  .partial();
export type SettingsChange = z.infer<typeof settingsChange>;
