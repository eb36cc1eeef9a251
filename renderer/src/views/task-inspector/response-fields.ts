// Lists the fields of a task's responses by their names on the wire: first all documented fields, even those that were never sent, then the
// undocumented ones. Pure.

/** The last known value of one field, over all responses. */
export interface ResponseField {
  /** The path on the wire; `[]` stands for every item of a list. */
  readonly path: string;
  /** The unchanged values, one entry per item; empty if the field was never sent. */
  readonly values: readonly string[];
  /** When the service last sent it (Unix, milliseconds); null if never. */
  readonly reportedAtMs: number | null;
  /** True when the field is not documented. */
  readonly isUnknown: boolean;
}

/** The documented fields, in the order of the parameter reference. Each group ends with the fields that only the public pages name. */
const documentedPaths = [
  'id',
  'object',
  'type',
  'created',
  'model',
  'status',
  'progress',
  'duration',
  'task_info.estimated_time',
  'task_info.can_cancel',
  'task_info.video_duration',
  'usage.credits_reserved',
  'usage.credits_used',
  'usage.cost.credits',
  'usage.cost.usd',
  'usage.cost.cny',
  'usage.billing_rule',
  'usage.user_group',
  'results[]',
  'result_data[].video_url',
  'result_data[].url',
  'result_data.element_id',
  'result_data.character_name',
  'result_data.profile_picture_url',
  'error.code',
  'error.message',
  'error.type',
  'error.suggestion',
] as const;

interface ReceivedResponse {
  readonly atMs: number;
  readonly body: string;
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : null;

/** The task in a response, unwrapped from `data` if necessary; null for a response that is not JSON, e.g. an HTML page of a proxy. */
function taskIn(body: string): Readonly<Record<string, unknown>> | null {
  try {
    const top = recordOf(JSON.parse(body));
    const inner = recordOf(top?.data);
    return inner !== null && ('id' in inner || 'status' in inner) && !(top !== null && 'status' in top) ? inner : top;
  } catch {
    return null;
  }
}

/** Collects leaf values by path. Empty lists and objects count as values. */
function collectLeaves(value: unknown, path: string, valuesByPath: Map<string, string[]>): void {
  const fields = recordOf(value);
  if (Array.isArray(value) && value.length > 0) {
    for (const item of value) collectLeaves(item, `${path}[]`, valuesByPath);
    return;
  }
  if (fields !== null && Object.keys(fields).length > 0) {
    for (const [name, inner] of Object.entries(fields)) collectLeaves(inner, path === '' ? name : `${path}.${name}`, valuesByPath);
    return;
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const values = valuesByPath.get(path);
  if (values === undefined) valuesByPath.set(path, [text]);
  else values.push(text);
}

/**
 * The fields of all responses, which must be sorted oldest first. A later value replaces an earlier one; a value that only an earlier
 * response had is kept, with its time.
 */
export function responseFields(responses: readonly ReceivedResponse[]): readonly ResponseField[] {
  const reported = new Map<string, { readonly values: readonly string[]; readonly atMs: number }>();
  for (const { atMs, body } of responses) {
    const task = taskIn(body);
    if (task === null) continue;
    const valuesByPath = new Map<string, string[]>();
    collectLeaves(task, '', valuesByPath);
    for (const [path, values] of valuesByPath) reported.set(path, { values, atMs });
  }
  const fieldAt = (path: string, isUnknown: boolean): ResponseField => ({
    path,
    values: reported.get(path)?.values ?? [],
    reportedAtMs: reported.get(path)?.atMs ?? null,
    isUnknown,
  });
  const unknown = [...reported.keys()].filter((path) => path !== '' && !(documentedPaths as readonly string[]).includes(path));
  return [...documentedPaths.map((path) => fieldAt(path, false)), ...unknown.map((path) => fieldAt(path, true))];
}
