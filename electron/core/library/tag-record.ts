// The record that goes into a stored video's file, and the request that comes out of one again. Whoever gets the file can read it: no key, no
// link and no path is ever in it.
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import { type VideoTags, videoTags } from '../../../shared/video-tags.ts';
import { requestOf } from '../../db/rows/stored-json.ts';
import type { ReferenceRow } from '../../db/tables/reference-table.ts';
import type { TaskRow } from '../../db/tables/task-table.ts';
import type { FileTags } from '../ports.ts';

const titleMost = 120;
/** Larger than any record of the studio's own; what claims to be one and is larger is not read. */
const recordMost = 4 * 1024 * 1024;

const isLinkOrPath = (value: string): boolean => /^\s*(?:[a-z][a-z0-9+.-]*:\/\/|data:|file:|[a-z]:[\\/]|\\\\|\/|~\/)/i.test(value);

/** A value without the links and paths in it; undefined where nothing is left to say. */
function publicValue(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'string') return isLinkOrPath(value) ? undefined : value;
  if (Array.isArray(value)) return value.flatMap((one: JsonValue) => publicValue(one) ?? []);
  if (typeof value === 'object' && value !== null) return publicValues(value as Readonly<Record<string, JsonValue>>);
  return value;
}

function publicValues(values: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const shown = publicValue(value);
    if (shown !== undefined) kept[name] = shown;
  }
  return kept;
}

/** The last part of what may be an address or a path. */
const plainName = (name: string): string => (name.split(/[/\\]/).at(-1) ?? '').replace(/[?#].*$/, '').slice(0, 255);

/** The first line, cut at a word. */
function titleOf(prompt: string): string {
  const line = prompt.trim().split('\n', 1)[0]?.trim() ?? '';
  if (line.length <= titleMost) return line;
  const cut = line.slice(0, titleMost - 1).replace(/\s+\S*$/u, '');
  return `${[...cut].filter((character) => !/^[\ud800-\udfff]$/.test(character)).join('')}…`;
}

/**
 * What is written into a downloaded video. The returned function is called with the hash of the bytes received, before they are tagged.
 * `referenceOf`: the row of a reference; undefined where it is gone.
 */
export function buildTags(
  task: TaskRow,
  position: number,
  referenceOf: (id: number) => Pick<ReferenceRow, 'sha256' | 'name'> | undefined,
): (received: { readonly sha256: string }) => FileTags {
  const request = requestOf(task);
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

/** What a file's record says; null where it is none of ours, or damaged. It comes from outside and is believed in nothing but its shape. */
export function parseTagRecord(record: string): VideoTags | null {
  if (record.length > recordMost) return null;
  try {
    const parsed = videoTags.safeParse(JSON.parse(record));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Nested deeper than anything of ours.
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}

/** The request of a record. `ids` are the references by content; one whose content is not here any more is left out. */
export function requestFromTags(tags: VideoTags, ids: ReadonlyMap<string, number>): GenerationRequest {
  const references = tags.references.flatMap(({ role, sha256 }) => {
    const referenceId = ids.get(sha256);
    return referenceId === undefined ? [] : [{ role, referenceId }];
  });
  const { model, prompt, durationSeconds, quality, aspectRatio, generateAudio, parameters } = tags;
  return { model, prompt, durationSeconds, quality, aspectRatio, generateAudio, parameters, references };
}
