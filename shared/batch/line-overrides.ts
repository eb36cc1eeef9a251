// What one line of a batch asks for itself, and the request that makes of the composer's.
import type { GenerationRequest, JsonValue, Reference, ReferenceRole } from '../generation.ts';
import { changesBetween, nextRole, resolveConflicts, type Slot, type SwitchChange, slotStates, switchModel } from '../models/index.ts';

/** A file that a line names itself. */
export interface OverrideFile {
  readonly referenceId: number;
  readonly kind: Reference['kind'];
  /** null: the next open place of its kind. */
  readonly role: ReferenceRole | null;
  /** Of the wire: its place, where the model has one and it is not full, comes before `role`. */
  readonly field?: Slot['field'] | null;
}

/** What is not named is as the composer has it. */
export interface LineOverrides {
  readonly model?: string;
  readonly prompt?: string;
  readonly durationSeconds?: number | null;
  readonly quality?: string | null;
  readonly aspectRatio?: string | null;
  readonly generateAudio?: boolean | null;
  /** null: left to the service. */
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  /** Instead of the composer's files. */
  readonly files?: readonly OverrideFile[];
}

interface OverriddenRequest {
  readonly request: GenerationRequest;
  /** What gave way, to fit the line's model or what the line itself names. */
  readonly changes: readonly SwitchChange[];
}

const valueNames = ['durationSeconds', 'quality', 'aspectRatio', 'generateAudio'] as const;

const withParameters = (request: GenerationRequest, parameters: Readonly<Record<string, JsonValue>>): GenerationRequest => ({
  ...request,
  parameters: Object.fromEntries(Object.entries({ ...request.parameters, ...parameters }).filter(([, value]) => value !== null)),
});

/** One step for each thing that the line names: the request with it, and the field that must not give way. */
const stepsOf = (
  wish: LineOverrides,
): readonly { readonly field: string; readonly put: (request: GenerationRequest) => GenerationRequest }[] => [
  ...Object.entries(wish.parameters ?? {}).map(([path, value]) => ({
    field: path,
    put: (request: GenerationRequest) => withParameters(request, { [path]: value }),
  })),
  ...valueNames.flatMap((field) => {
    const value = wish[field];
    return value === undefined ? [] : [{ field, put: (request: GenerationRequest) => ({ ...request, [field]: value }) }];
  }),
];

const isKept = (request: GenerationRequest, wish: LineOverrides): boolean =>
  valueNames.every((field) => wish[field] === undefined || wish[field] === request[field]) &&
  Object.entries(wish.parameters ?? {}).every(
    ([path, value]) => JSON.stringify(request.parameters[path] ?? null) === JSON.stringify(value),
  );

/** Where a file without a place is put, so that `check` can say that the model does not take it. */
const strays: Readonly<Record<Reference['kind'], ReferenceRole>> = {
  image: 'reference-image',
  video: 'reference-video',
  audio: 'reference-audio',
};

const roleOfField = (request: GenerationRequest, field: Slot['field'] | null): ReferenceRole | null =>
  field === null ? null : (slotStates(request).find(({ slot, open }) => slot.field === field && open > 0)?.slot.role ?? null);

function withFiles(request: GenerationRequest, files: readonly OverrideFile[]): GenerationRequest {
  let now = request;
  for (const { referenceId, kind, role, field = null } of files) {
    const use = { referenceId, role: roleOfField(now, field) ?? role ?? nextRole(now, kind) ?? strays[kind] };
    now = { ...now, references: now.references.concat(use) };
  }
  return now;
}

/** Changes told once for each field, from what it was at first. */
function visibleChanges(changes: readonly SwitchChange[], named: readonly string[]): readonly SwitchChange[] {
  const byField = new Map<string, SwitchChange>();
  for (const change of changes) {
    if (!named.includes(change.field)) byField.set(change.field, { ...change, from: byField.get(change.field)?.from ?? change.from });
  }
  return [...byField.values()].filter(({ from, to }) => from !== to);
}

/**
 * The composer's request as this line wants it: moved to the line's model, with the line's own values. Other fields give way to those;
 * where two of the line's own values exclude each other both stay, and `check` says so.
 */
export function applyOverrides(
  base: GenerationRequest,
  wish: LineOverrides,
  references: ReadonlyMap<number, Reference>,
): OverriddenRequest {
  const { files } = wish;
  const start: GenerationRequest = { ...base, prompt: wish.prompt ?? base.prompt, references: files === undefined ? base.references : [] };
  const moved =
    wish.model === undefined || wish.model === start.model ? { request: start, changes: [] } : switchModel(start, wish.model, references);
  const steps = stepsOf(wish);
  const asked = withFiles(
    steps.reduce((request, { put }) => put(request), moved.request),
    files ?? [],
  );
  const stepped = withFiles(
    steps.reduce((request, { field, put }) => resolveConflicts(put(request), field).request, moved.request),
    files ?? [],
  );
  const settled = files === undefined ? stepped : resolveConflicts(stepped, null).request;
  const request = isKept(settled, wish) ? settled : asked;
  const before = { ...moved.request, references: request.references };
  return {
    request,
    changes: visibleChanges(
      [...moved.changes, ...changesBetween(before, request)],
      steps.map(({ field }) => field),
    ),
  };
}
