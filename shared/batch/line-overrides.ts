// The values that one line of a batch overrides, and the composer's request with these values.
import type { GenerationRequest, JsonValue, Reference, ReferenceRole } from '../generation.ts';
import { changesBetween, nextRole, resolveConflicts, type Slot, type SwitchChange, slotStates, switchModel } from '../models/index.ts';

/** A reference that replaces the composer's files. */
export interface OverrideFile {
  readonly referenceId: number;
  readonly kind: Reference['kind'];
  /** null: the next open slot of its kind. */
  readonly role: ReferenceRole | null;
  /** The field of the request that the file is meant for. If the model has a slot with this field and free places, `role` is ignored. */
  readonly field?: Slot['field'] | null;
}

/** The values of a line. An absent field keeps the composer's value. */
export interface LineOverrides {
  readonly model?: string;
  readonly prompt?: string;
  /** Here and in the following fields, null leaves the value to the service. */
  readonly durationSeconds?: number | null;
  readonly quality?: string | null;
  readonly aspectRatio?: string | null;
  readonly generateAudio?: boolean | null;
  /** The models' own fields by path; a null value leaves the field to the service. */
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  /** Replace the composer's files. */
  readonly files?: readonly OverrideFile[];
}

interface OverriddenRequest {
  readonly request: GenerationRequest;
  /** The composer's values that were changed to fit the line's model or its own values. */
  readonly changes: readonly SwitchChange[];
}

const valueNames = ['durationSeconds', 'quality', 'aspectRatio', 'generateAudio'] as const;

const withParameters = (request: GenerationRequest, parameters: Readonly<Record<string, JsonValue>>): GenerationRequest => ({
  ...request,
  parameters: Object.fromEntries(Object.entries({ ...request.parameters, ...parameters }).filter(([, value]) => value !== null)),
});

/** Returns one step for each value of the line: `apply` sets the value, and `field` must keep it when conflicts are resolved. */
const stepsOf = (
  overrides: LineOverrides,
): readonly { readonly field: string; readonly apply: (request: GenerationRequest) => GenerationRequest }[] => [
  ...Object.entries(overrides.parameters ?? {}).map(([path, value]) => ({
    field: path,
    apply: (request: GenerationRequest) => withParameters(request, { [path]: value }),
  })),
  ...valueNames.flatMap((field) => {
    const value = overrides[field];
    return value === undefined ? [] : [{ field, apply: (request: GenerationRequest) => ({ ...request, [field]: value }) }];
  }),
];

const keepsOverrides = (request: GenerationRequest, overrides: LineOverrides): boolean =>
  valueNames.every((field) => overrides[field] === undefined || overrides[field] === request[field]) &&
  Object.entries(overrides.parameters ?? {}).every(
    ([path, value]) => JSON.stringify(request.parameters[path] ?? null) === JSON.stringify(value),
  );

/** The roles of files without a slot, so that `checkRequest` can report that the model does not take them. */
const fallbackRoles: Readonly<Record<Reference['kind'], ReferenceRole>> = {
  image: 'reference-image',
  video: 'reference-video',
  audio: 'reference-audio',
};

const roleOfField = (request: GenerationRequest, field: Slot['field'] | null): ReferenceRole | null =>
  field === null ? null : (slotStates(request).find(({ slot, freePlaces }) => slot.field === field && freePlaces > 0)?.slot.role ?? null);

function withFiles(request: GenerationRequest, files: readonly OverrideFile[]): GenerationRequest {
  let result = request;
  for (const { referenceId, kind, role, field = null } of files) {
    const use = { referenceId, role: roleOfField(result, field) ?? role ?? nextRole(result, kind) ?? fallbackRoles[kind] };
    result = { ...result, references: result.references.concat(use) };
  }
  return result;
}

/** Merges all changes of a field into one change that starts from the first value. */
function visibleChanges(changes: readonly SwitchChange[], overriddenFields: readonly string[]): readonly SwitchChange[] {
  const byField = new Map<string, SwitchChange>();
  for (const change of changes) {
    if (!overriddenFields.includes(change.field))
      byField.set(change.field, { ...change, from: byField.get(change.field)?.from ?? change.from });
  }
  return [...byField.values()].filter(({ from, to }) => from !== to);
}

/**
 * Returns the composer's request with the line's model and values. Other fields are changed to fit them; where two of the line's own values exclude
 * each other, both stay and `checkRequest` reports it.
 */
export function applyOverrides(
  base: GenerationRequest,
  overrides: LineOverrides,
  references: ReadonlyMap<number, Reference>,
): OverriddenRequest {
  const { files } = overrides;
  const start: GenerationRequest = {
    ...base,
    prompt: overrides.prompt ?? base.prompt,
    references: files === undefined ? base.references : [],
  };
  const withModel =
    overrides.model === undefined || overrides.model === start.model
      ? { request: start, changes: [] }
      : switchModel(start, overrides.model, references);
  const steps = stepsOf(overrides);
  const unresolved = withFiles(
    steps.reduce((request, { apply }) => apply(request), withModel.request),
    files ?? [],
  );
  const withValues = withFiles(
    steps.reduce((request, { field, apply }) => resolveConflicts(apply(request), field).request, withModel.request),
    files ?? [],
  );
  const resolved = files === undefined ? withValues : resolveConflicts(withValues, null).request;
  const request = keepsOverrides(resolved, overrides) ? resolved : unresolved;
  const original = { ...withModel.request, references: request.references };
  return {
    request,
    changes: visibleChanges(
      [...withModel.changes, ...changesBetween(original, request)],
      steps.map(({ field }) => field),
    ),
  };
}
