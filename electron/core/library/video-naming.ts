// Names files with the user's template: new videos, and stored videos for a preview, a rename or an export.
import { nameLimit } from '../../../shared/file-names/name-limit.ts';
import type { NameLimit } from '../../../shared/file-names/safe-text.ts';
import type { ResultRow } from '../../db/tables/library/result-table.ts';
import type { Tables } from '../../db/tables/tables.ts';
import type { SettingsStore } from '../settings-store.ts';
import { fileNameIn, type NamedTask, nameValues } from './video-file-name.ts';

/** Dependencies of the naming. */
interface VideoNamingDeps {
  readonly tables: Pick<Tables, 'profiles' | 'results' | 'tasks' | 'judgements' | 'ifReadable'>;
  readonly settings: Pick<SettingsStore, 'get'>;
  /** Whether the limits of Windows apply to paths. */
  readonly isWindows: boolean;
}

/** Builds preferred names, without extension. The code that writes the file adds a number if the name is taken. */
export interface VideoNaming {
  /** The name of a new video of a task, according to the setting. */
  ofNewVideo(folder: string, task: NamedTask & { readonly profileId: number }, result: Pick<ResultRow, 'id' | 'position'>): string;
  /** The name that a template gives to a stored video; null if its rows cannot be read. `number`: the value of `{number}`. */
  ofStored(folder: string, template: string, resultId: number, number: number): string | null;
  /** The maximum length of a name in a folder. */
  limitIn(folder: string): NameLimit;
  /** The name that a template gives to an example. Used for a library without videos. */
  ofExample(folder: string, template: string, prompt: string, nowMs: number): string;
}

/** Called once by `core/compose/`. */
export function createVideoNaming({ tables, settings, isWindows }: VideoNamingDeps): VideoNaming {
  const profileName = (id: number): string => tables.ifReadable(() => tables.profiles.get(id))?.name ?? '';
  return {
    ofNewVideo: (folder, task, { id, position }) =>
      fileNameIn(
        folder,
        { template: settings.get().fileNameTemplate, isWindows },
        nameValues(task, position, profileName(task.profileId), id),
      ),
    ofStored(folder, template, resultId, number) {
      const row = tables.ifReadable(() => tables.results.get(resultId));
      const task = row == null ? null : tables.ifReadable(() => tables.tasks.get(row.taskId));
      if (row == null || task == null) return null;
      const judgement = tables.ifReadable(() => tables.judgements.get(resultId)) ?? undefined;
      return fileNameIn(folder, { template, isWindows }, nameValues(task, row.position, profileName(task.profileId), number, judgement));
    },
    limitIn: (folder) => nameLimit(isWindows, folder.length),
    ofExample: (folder, template, prompt, nowMs) =>
      fileNameIn(
        folder,
        { template, isWindows },
        {
          createdAtMs: nowMs,
          title: '',
          rating: 0,
          prompt,
          model: 'seedance-1.5-pro',
          seed: 4_711,
          ratio: '16:9',
          quality: '720p',
          durationSeconds: 5,
          number: 1,
          profile: 'EvoLink',
          task: 'task-unified-1761313744-vux2jw0k',
          id: 'vux2jw0k',
        },
      ),
  };
}
