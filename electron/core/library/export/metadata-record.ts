// Collects the metadata that an export writes about a video.
import type { VideoMetadataRecord } from '../../../../shared/export/metadata.ts';
import { wireBody } from '../../../../shared/models/index.ts';
import type { ResultRow } from '../../../db/tables/library/result-table.ts';
import type { Tables } from '../../../db/tables/tables.ts';
import type { TaskRow } from '../../../db/tables/task/task-table.ts';

/** The last part of a name that may be a URL or a path, so that an export does not reveal folders of this computer. */
const plainName = (name: string): string => (name.split(/[/\\]/).at(-1) ?? '').replace(/[?#].*$/, '').slice(0, 255);

/** The tables from which a record is read. */
export type MetadataTables = Pick<Tables, 'profiles' | 'references' | 'judgements' | 'tags' | 'ifReadable'>;

/** The metadata of one stored video, with the file name of its copy. */
export function metadataRecord(
  { profiles, references, judgements, tags, ifReadable }: MetadataTables,
  row: ResultRow,
  task: TaskRow,
  file: string,
): VideoMetadataRecord {
  const { request } = task;
  const nameOf = (id: number): string => plainName(ifReadable(() => references.get(id))?.name ?? '');
  const judgement = ifReadable(() => judgements.get(row.id));
  const { seed } = request.parameters;
  return {
    file,
    prompt: request.prompt,
    model: request.model,
    seed: typeof seed === 'number' ? seed : null,
    aspectRatio: request.aspectRatio,
    quality: request.quality,
    durationSeconds: row.durationSeconds ?? request.durationSeconds,
    width: row.width,
    height: row.height,
    framesPerSecond: row.framesPerSecond,
    codec: row.codec,
    hasAudio: row.hasAudio === null ? null : row.hasAudio === 1,
    bytes: row.bytes ?? 0,
    sha256: row.sha256 ?? '',
    title: judgement?.title ?? '',
    rating: judgement?.rating ?? 0,
    flag: judgement?.flag ?? null,
    isFavourite: judgement?.favourite === 1,
    tags: (ifReadable(() => tags.ofVideo(row.id)) ?? []).map(({ name }) => name),
    notes: judgement?.notes ?? '',
    taskId: task.serviceTaskId ?? '',
    profile: ifReadable(() => profiles.get(task.profileId))?.name ?? '',
    isSimulated: task.simulated === 1,
    createdAt: new Date(task.createdAtMs).toISOString(),
    storedAt: row.storedAtMs === null ? null : new Date(row.storedAtMs).toISOString(),
    tookSeconds: task.tookSeconds,
    creditsUsed: task.creditsUsed,
    references: request.references.map(({ role, referenceId }) => ({ role, name: nameOf(referenceId) })),
    request: wireBody(request, nameOf),
  };
}
