// Builds the tag record of a stored video, and restores the request from a tag record. Anybody who has the file can read the record, so
// it contains no key, link or path.
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import { type VideoTags, videoTags } from '../../../shared/video-tags.ts';
import type { ReferenceRow } from '../../db/tables/reference-table.ts';
import type { TaskRow } from '../../db/tables/task/task-table.ts';
import type { FileTags } from '../ports.ts';

const maxTitleLength = 120;
/** A longer record is not read. The studio writes no record of this length. */
const maxRecordBytes = 4 * 1024 * 1024;

const isLinkOrPath = (value: string): boolean => /^\s*(?:[a-z][a-z0-9+.-]*:\/\/|data:|file:|[a-z]:[\\/]|\\\\|\/|~\/)/i.test(value);

/** The value without links and paths; undefined if nothing remains. */
function publicValue(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'string') return isLinkOrPath(value) ? undefined : value;
  if (Array.isArray(value)) return value.flatMap((element: JsonValue) => publicValue(element) ?? []);
  if (typeof value === 'object' && value !== null) return publicValues(value as Readonly<Record<string, JsonValue>>);
  return value;
}

function publicValues(values: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  const publicFields: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const publicField = publicValue(value);
    if (publicField !== undefined) publicFields[name] = publicField;
  }
  return publicFields;
}

/** The last part of a name that may be a URL or a path. */
const plainName = (name: string): string => (name.split(/[/\\]/).at(-1) ?? '').replace(/[?#].*$/, '').slice(0, 255);

/** The first line, cut at a word boundary. */
function titleOf(prompt: string): string {
  const line = prompt.trim().split('\n', 1)[0]?.trim() ?? '';
  if (line.length <= maxTitleLength) return line;
  const cut = line.slice(0, maxTitleLength - 1).replace(/\s+\S*$/u, '');
  return `${[...cut].filter((character) => !/^[\ud800-\udfff]$/.test(character)).join('')}…`;
}

/**
 * Builds the tags of a downloaded video. The returned function is called with the hash of the received bytes, before the tags are
 * written. `referenceOf`: returns the row of a reference; undefined if it no longer exists.
 */
export function buildTags(
  task: TaskRow,
  position: number,
  referenceOf: (id: number) => Pick<ReferenceRow, 'sha256' | 'name'> | undefined,
): (received: { readonly sha256: string }) => FileTags {
  const { request } = task;
  return ({ sha256 }) => {
    const record: VideoTags = {
      version: 1,
      prompt: request.prompt,
      model: request.model,
      durationSeconds: request.durationSeconds,
      quality: request.quality,
      aspectRatio: request.aspectRatio,
      generateAudio: request.generateAudio,
      parameters: publicValues(request.parameters),
      references: request.references.flatMap(({ role, referenceId }) => {
        const row = referenceOf(referenceId);
        return row === undefined ? [] : [{ role, sha256: row.sha256, name: plainName(row.name) }];
      }),
      taskId: task.serviceTaskId ?? '',
      position,
      simulated: task.simulated === 1,
      createdAtMs: task.createdAtMs,
      acceptedAtMs: task.acceptedAtMs,
      completedAtMs: task.endedAtMs,
      tookSeconds: task.tookSeconds,
      receivedSha256: sha256,
    };
    return { title: titleOf(request.prompt), prompt: request.prompt, record: JSON.stringify(record) };
  };
}

/** Parses a tag record; null if the studio did not write it, or if it is damaged. The record is untrusted: only its shape is checked. */
export function parseTagRecord(record: string): VideoTags | null {
  if (record.length > maxRecordBytes) return null;
  try {
    const parsed = videoTags.safeParse(JSON.parse(record));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // The record is not JSON, or is nested too deeply to parse.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

/** The request in a tag record. `ids`: reference ids by content hash. References without an id are left out. */
export function requestFromTags(tags: VideoTags, ids: ReadonlyMap<string, number>): GenerationRequest {
  const references = tags.references.flatMap(({ role, sha256 }) => {
    const referenceId = ids.get(sha256);
    return referenceId === undefined ? [] : [{ role, referenceId }];
  });
  const { model, prompt, durationSeconds, quality, aspectRatio, generateAudio, parameters } = tags;
  return { model, prompt, durationSeconds, quality, aspectRatio, generateAudio, parameters, references };
}
