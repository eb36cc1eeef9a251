// Builds the file names of videos from the user's template and the data of a task.
import { nameLimit } from '../../../shared/file-names/name-limit.ts';
import { defaultFileNameTemplate, parseFileNameTemplate, type TemplatePart } from '../../../shared/file-names/parse-template.ts';
import { type NameValues, renderFileName } from '../../../shared/file-names/render-template.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';

const defaultParts: readonly TemplatePart[] = partsOf(defaultFileNameTemplate);

function partsOf(template: string): readonly TemplatePart[] {
  const parsed = parseFileNameTemplate(template);
  return parsed.ok ? parsed.parts : [];
}

/** The columns of a task that file names need. */
export type NamedTask = Pick<TaskRow, 'id' | 'serviceTaskId' | 'createdAtMs' | 'model' | 'request'>;

/** The judgement of the user that file names need. */
export type NamedJudgement = Pick<NameValues, 'title' | 'rating'>;

const notJudged: NamedJudgement = { title: '', rating: 0 };

/** The values that a template can insert for one result of a task. */
export function nameValues(
  task: NamedTask,
  position: number,
  profile: string,
  number: number,
  { title, rating }: NamedJudgement = notJudged,
): NameValues {
  const { request } = task;
  const taskId = task.serviceTaskId ?? String(task.id);
  const { seed } = request.parameters;
  return {
    createdAtMs: task.createdAtMs,
    title,
    rating,
    prompt: request.prompt,
    model: task.model,
    seed: typeof seed === 'number' ? seed : null,
    ratio: request.aspectRatio,
    quality: request.quality,
    durationSeconds: request.durationSeconds,
    number,
    profile,
    task: taskId,
    id: taskId.slice(-8) + (position === 0 ? '' : ` ${position + 1}`),
  };
}

/** The current settings for file names. */
export interface NamingOptions {
  readonly template: string;
  readonly isWindows: boolean;
}

/** The preferred name of a video in a folder, without extension. If the template cannot be read, the default template is used. */
export function fileNameIn(folder: string, { template, isWindows }: NamingOptions, values: NameValues): string {
  const parts = partsOf(template);
  return renderFileName(parts.length === 0 ? defaultParts : parts, values, nameLimit(isWindows, folder.length));
}
