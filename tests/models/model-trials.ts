// The requests that are tried on a model: every allowed set of references, every field at its limits, and everything that should be
// refused.
import type { GenerationRequest, JsonValue, ReferenceRole } from '../../shared/generation.ts';
import {
  blockingIssues,
  checkRequest,
  type ExtraField,
  type FileLimits,
  fileKindOf,
  type GenerationKind,
  kindOf,
  type Model,
  promptMaxCharacters,
  resolveConflicts,
  wireBody,
  writeElements,
} from '../../shared/models/index.ts';
import { frameOf, type RequestWithFiles, requestWithFiles, withFile } from '../unit/models/requests.ts';
import { repeatRole } from '../unit/models/rule-case.ts';

export interface Trial {
  /** A few words for the table. */
  readonly description: string;
  readonly input: RequestWithFiles;
}

/** A placeholder for the id of an earlier task of the account. When a request is sent, the id of a real task replaces it. */
export const earlierTask = 'task-unified-1757169743-7cvnl5zw';

/** A value for each required field. */
const requiredValues = (model: Model): Record<string, JsonValue> =>
  Object.fromEntries(
    model.extra
      .filter((field) => field.required && field.default === null && field.type !== 'choice')
      .map((field) => [field.path, field.type === 'task' ? earlierTask : 'Fox'] as const),
  );

/** The model's default request with its required fields filled in and valid files in these roles. */
export const filledRequest = (model: Model, roles: readonly ReferenceRole[], change: Partial<GenerationRequest> = {}): RequestWithFiles =>
  requestWithFiles(model.id, roles, { ...change, parameters: { ...requiredValues(model), ...change.parameters } });

export const isBlocked = ({ request, files }: RequestWithFiles): boolean => blockingIssues(checkRequest(request, files)).length > 0;

const rolesText = (roles: readonly ReferenceRole[]): string => {
  const counts = [...new Set(roles)].map((role) => `${roles.filter((one) => one === role).length} ${role}`);
  return counts.length === 0 ? 'no references' : counts.join(' + ');
};

/** Every combination of file counts per slot, up to the slots' limits. The form refuses some combinations. */
const allRoles = (model: Model): readonly (readonly ReferenceRole[])[] =>
  model.slots.reduce<readonly (readonly ReferenceRole[])[]>(
    (sets, { role, max }) => sets.flatMap((set) => Array.from({ length: max + 1 }, (_, number) => [...set, ...repeatRole(role, number)])),
    [[]],
  );

/** The parameter values that change which references a model accepts. */
const modesOf = (model: Model): readonly Readonly<Record<string, JsonValue>>[] => [
  {},
  ...[...new Set(model.bounds.flatMap(({ when }) => when.flatMap((fact) => (fact.is === 'parameter' ? [fact.path] : []))))].flatMap(
    (path) =>
      model.extra.flatMap((field) =>
        field.path === path && field.type === 'choice' ? field.values.map((value) => ({ [path]: value })) : [],
      ),
  ),
];

/** The text of a request as the service receives it. The service cannot distinguish requests with equal texts. */
export const wireTextOf = ({ request, files }: RequestWithFiles): string =>
  JSON.stringify(
    wireBody(request, (id) => {
      const file = files.get(id);
      return file === undefined ? '' : [file.mimeType, file.width, file.height].join(' ');
    }),
  );

export const withoutDuplicates = (trials: readonly Trial[]): readonly Trial[] =>
  [...new Map(trials.toReversed().map((trial) => [wireTextOf(trial.input), trial] as const)).values()].toReversed();

/**
 * A request for every set of references that the form accepts, in every mode, smallest sets first. Other fields are adapted as in the form.
 */
export const startTrials = (model: Model): readonly Trial[] =>
  withoutDuplicates(
    modesOf(model)
      .flatMap((mode) =>
        allRoles(model).map((roles) => ({
          description: [rolesText(roles), ...Object.values(mode)].join(', '),
          input: withChange(filledRequest(model, roles, { parameters: mode }), {}, null),
        })),
      )
      .filter(({ input }) => !isBlocked(input))
      .toSorted((one, other) => one.input.request.references.length - other.input.request.references.length),
  );

/** The request of each kind with the fewest references. */
export const startByKind = (model: Model): ReadonlyMap<GenerationKind, RequestWithFiles> => {
  const found = new Map<GenerationKind, RequestWithFiles>();
  for (const { input } of startTrials(model)) {
    const kind = kindOf(input.request);
    if (!found.has(kind)) found.set(kind, input);
  }
  return found;
};

const shotsOf = (seconds: number): Readonly<Record<string, JsonValue>> => ({
  'model_params.shot_type': 'customize',
  'model_params.multi_prompt': [
    { index: 1, prompt: 'a fox', duration: '1' },
    { index: 2, prompt: 'it runs', duration: String(seconds - 1) },
  ],
});

/** The edge values of a field that only this model has. */
const edgesOf = (field: ExtraField): readonly JsonValue[] => {
  switch (field.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
      return [field.min, field.max];
    case 'choice':
      return field.values;
    case 'text':
      return ['a', 'x'.repeat(field.maxCharacters ?? 200)];
    case 'object':
      return ['{"a":1}'];
    case 'task':
      return [earlierTask];
    case 'span':
      return ['0,2', '3.5,4'];
    case 'shots':
      return [shotsOf(5)['model_params.multi_prompt'] ?? null];
    case 'elements':
      return [writeElements(['123456789'])];
  }
};

const edgeSeconds = ({ duration }: Model): readonly (number | null)[] => {
  if (duration.kind === 'none') return [null];
  const edges = duration.kind === 'list' ? duration.seconds : [duration.minSeconds, duration.maxSeconds];
  return duration.defaultSeconds === null ? [...edges, null] : edges;
};
const choices = (choice: Model['quality']): readonly (string | null)[] =>
  choice.kind === 'none' ? [null] : choice.default === null ? [...choice.values, null] : choice.values;

/** A request after a change of one field in the form. The form also adapts other fields if a rule requires that. */
const withChange = (start: RequestWithFiles, patch: Partial<GenerationRequest>, field: string | null): RequestWithFiles => {
  const { request } = resolveConflicts(
    { ...start.request, ...patch, parameters: { ...start.request.parameters, ...patch.parameters } },
    field,
  );
  // Frames have the ratio of the video, as after cropping.
  const files = [...start.files].map(
    ([id, file]) => [id, file.kind === 'image' ? { ...file, ...frameOf(request.aspectRatio) } : file] as const,
  );
  return { request, files: new Map(files) };
};

/** Requests with every allowed combination of length, quality and ratio. */
const mainFields = (model: Model, start: RequestWithFiles): readonly Trial[] =>
  edgeSeconds(model).flatMap((durationSeconds) =>
    choices(model.quality).flatMap((quality) =>
      choices(model.aspectRatio).map((aspectRatio) => {
        const { files } = withChange(start, { aspectRatio }, 'aspectRatio');
        const description = `${durationSeconds ?? 'no'} s, ${quality ?? 'no quality'}, ${aspectRatio ?? 'no ratio'}`;
        return { description, input: { files, request: { ...start.request, durationSeconds, quality, aspectRatio } } };
      }),
    ),
  );

const extraFields = (model: Model, start: RequestWithFiles): readonly Trial[] =>
  model.extra.flatMap((field) =>
    edgesOf(field).map((value) => {
      const shots = field.path === 'model_params.multi_shot' && value === true ? shotsOf(start.request.durationSeconds ?? 5) : {};
      return {
        description: `${field.path} = ${JSON.stringify(value).slice(0, 40)}`,
        input: withChange(start, { parameters: { ...shots, [field.path]: value } }, field.path),
      };
    }),
  );

const prompts = (model: Model, start: RequestWithFiles): readonly Trial[] => {
  if (model.prompt.none) return [];
  const { max, unit } = model.prompt;
  // A token has about four letters; the contract's limit in characters also applies.
  const maxLength = Math.min(promptMaxCharacters, max === null ? promptMaxCharacters : unit === 'tokens' ? max * 4 : max);
  return [
    { description: `a prompt of ${maxLength} characters`, input: withChange(start, { prompt: 'x'.repeat(maxLength) }, 'prompt') },
    { description: 'no prompt', input: withChange(start, { prompt: '' }, 'prompt') },
  ];
};

const audio = (model: Model, start: RequestWithFiles): readonly Trial[] =>
  model.audio.kind === 'none'
    ? []
    : [true, false, null].map((generateAudio) => ({
        description: `audio ${generateAudio}`,
        input: withChange(start, { generateAudio }, 'generateAudio'),
      }));

/** The picture formats that the file host accepts. A model's page may allow more formats for pictures from other hosts. */
const uploadable = ['jpeg', 'png', 'webp', 'gif'];

/** Requests with pictures of every format, and with sizes and ratios at the limits of the model's page. */
const pictures = ({ image }: Model, start: RequestWithFiles): readonly Trial[] => {
  if (image === null || [...start.files.values()][0]?.kind !== 'image') return [];
  const small = Math.max(image.minEdgePixels ?? 0, 300);
  const shapes: readonly (readonly [number, number])[] = [
    ...(image.minEdgePixels === undefined ? [] : [[small, small] as const]),
    ...(image.maxEdgePixels === undefined ? [] : [[image.maxEdgePixels, image.maxEdgePixels] as const]),
    ...(image.minAspect === undefined ? [] : [[Math.ceil(1_000 * image.minAspect), 1_000] as const]),
    ...(image.maxAspect === undefined ? [] : [[Math.floor(400 * image.maxAspect), 400] as const]),
  ];
  return [
    ...image.formats
      .filter((format) => uploadable.includes(format))
      .map((format) => ({ description: `a ${format}`, input: withFile(start, { mimeType: `image/${format}` }) })),
    ...shapes.map(([width, height]) => ({ description: `${width} × ${height} pixels`, input: withFile(start, { width, height }) })),
  ];
};

/** Valid requests: every allowed set of references, and for each kind every field at its limits. */
export const limitTrials = (model: Model): readonly Trial[] => {
  const sets = startTrials(model);
  const trialsFrom = (start: RequestWithFiles, trials: readonly Trial[]): readonly Trial[] =>
    trials.map(({ description, input }) => ({ description: `${kindOf(start.request)}: ${description}`, input }));
  return [
    ...sets,
    ...[...startByKind(model).values()].flatMap((start) =>
      trialsFrom(
        start,
        [mainFields, audio, extraFields, prompts, pictures].flatMap((fields) => fields(model, start)),
      ),
    ),
    // A mode determines which references are allowed, so every mode is tried with every set.
    ...(model.bounds.length === 0 ? [] : sets.flatMap(({ input: start }) => trialsFrom(start, extraFields(model, start)))),
  ].filter(({ input }) => !isBlocked(input));
};

/** Values that the form offers although no valid request of this model contains them. */
export const unusableValues = (model: Model, trials: readonly Trial[]): readonly string[] => {
  const requests = trials.map(({ input: { request } }) => request);
  const lostValues = <T>(name: string, offered: readonly T[], used: (request: GenerationRequest) => unknown): readonly string[] => {
    const seen = new Set(requests.map((request) => JSON.stringify(used(request))));
    return offered
      .filter((value) => !seen.has(JSON.stringify(value)))
      .map((value) => `${name} ${JSON.stringify(value)} is offered and never allowed`);
  };
  return [
    ...lostValues('length', edgeSeconds(model), ({ durationSeconds }) => durationSeconds),
    ...lostValues('quality', choices(model.quality), ({ quality }) => quality),
    ...lostValues('ratio', choices(model.aspectRatio), ({ aspectRatio }) => aspectRatio),
    ...model.extra.flatMap((field) => lostValues(field.path, edgesOf(field), ({ parameters }) => parameters[field.path])),
  ];
};

/** Requests that the model's page or the service's rules forbid. The form blocks some of them and only warns about others. */
export const wrongTrials = (model: Model): readonly Trial[] => {
  const start = startTrials(model)[0]?.input ?? filledRequest(model, []);
  const roles = start.request.references.map(({ role }) => role);
  const fields: readonly Partial<GenerationRequest>[] = [
    { prompt: '' },
    { prompt: 'x'.repeat(promptMaxCharacters + 1) },
    ...wrongSeconds(model).map((durationSeconds) => ({ durationSeconds })),
    { quality: '8k' },
    { quality: '512p' },
    { aspectRatio: '5:1' },
    { aspectRatio: '2:3' },
    ...(model.audio.kind === 'none' ? [{ generateAudio: true }] : []),
  ];
  return [
    ...fields.map((change) => ({ description: JSON.stringify(change).slice(0, 40), input: filledRequest(model, roles, change) })),
    ...model.extra.flatMap((field) =>
      wrongValues(field).map((value) => ({
        description: `${field.path} = ${JSON.stringify(value).slice(0, 40)}`,
        input: filledRequest(model, roles, { parameters: { [field.path]: value } }),
      })),
    ),
    // Changes one field without adapting others, which the form would do. If the form does not warn, the service must not refuse the
    // request.
    ...model.extra.flatMap((field) =>
      edgesOf(field).map((value) => ({
        description: `${field.path} = ${JSON.stringify(value).slice(0, 40)} alone`,
        input: filledRequest(model, roles, { parameters: { [field.path]: value } }),
      })),
    ),
    ...wrongRoles(model, roles).map((wrong) => ({ description: rolesText(wrong), input: filledRequest(model, wrong) })),
    ...wrongPictures(model.image, start, roles),
  ];
};

const wrongSeconds = ({ duration }: Model): readonly number[] => {
  const alwaysWrong = [0, 2.5, 99];
  if (duration.kind === 'none') return alwaysWrong;
  return duration.kind === 'range' ? [...alwaysWrong, duration.minSeconds - 1, duration.maxSeconds + 1] : alwaysWrong;
};

const wrongValues = (field: ExtraField): readonly JsonValue[] => {
  switch (field.type) {
    case 'boolean':
      return ['yes'];
    case 'integer':
      return [field.min - 1, field.max + 1, 1.5];
    case 'choice':
      return ['something else'];
    case 'text':
      return [7, ...(field.maxCharacters === null ? [] : ['x'.repeat(field.maxCharacters + 1)]), ...(field.required ? [null] : [])];
    case 'task':
      return [null];
    case 'object':
    case 'span':
      return [7];
    case 'shots':
    case 'elements':
      return [{ not: 'a list' }];
  }
};

/** Wrong sets of references: too few or too many files for a slot, and a file for which the model has no slot. */
const wrongRoles = (model: Model, validRoles: readonly ReferenceRole[]): readonly (readonly ReferenceRole[])[] => {
  const rolesExcept = (role: ReferenceRole) => validRoles.filter((one) => one !== role);
  const unsupportedRole = (['source-video', 'reference-video', 'reference-audio'] as const).find(
    (role) => !model.slots.some((slot) => slot.role === role),
  );
  return [
    ...model.slots.flatMap(({ role, max }) => [
      [...rolesExcept(role), ...repeatRole(role, max + 1)],
      ...(validRoles.includes(role) ? [rolesExcept(role)] : []),
    ]),
    ...(unsupportedRole === undefined ? [] : [[...validRoles, unsupportedRole]]),
    [...validRoles, ...repeatRole('reference-image', 10)],
  ];
};

const wrongPictures = (image: FileLimits | null, start: RequestWithFiles, roles: readonly ReferenceRole[]): readonly Trial[] => {
  if (image === null || roles[0] === undefined || fileKindOf(roles[0]) !== 'image') return [];
  const { minEdgePixels: min, maxEdgePixels: max, minAspect, maxAspect, formats } = image;
  return [
    ...(formats.includes('gif') ? [] : [{ description: 'a gif', input: withFile(start, { mimeType: 'image/gif' }) }]),
    ...(min === undefined ? [] : [{ description: 'edges too short', input: withFile(start, { width: min - 1, height: min }) }]),
    ...(max === undefined ? [] : [{ description: 'edges too long', input: withFile(start, { width: max + 1, height: max }) }]),
    ...(minAspect === undefined ? [] : [{ description: 'too tall', input: withFile(start, { width: 380, height: 1_000 }) }]),
    ...(maxAspect === undefined ? [] : [{ description: 'too wide', input: withFile(start, { width: 1_050, height: 400 }) }]),
  ];
};
