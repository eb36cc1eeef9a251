// Requests and files for the tests of the catalogue.
import type { GenerationRequest, ReferenceRole } from '../../../shared/generation.ts';
import { checkRequest, defaultRequest, fileKindOf, formFor, type Issue, type Reference, ratioParts } from '../../../shared/models/index.ts';

const mimeTypes: Readonly<Record<string, string>> = { mov: 'video/quicktime', mp3: 'audio/mpeg', mp4: 'video/mp4' };

/** A file that is valid for every model that takes its kind; `change` makes it invalid. */
export const fileFor = (id: number, role: ReferenceRole, change: Partial<Reference> = {}): Reference => {
  const kind = fileKindOf(role);
  const format = { image: 'jpeg', video: 'mp4', audio: 'mp3' }[kind];
  return {
    id,
    kind,
    mimeType: mimeTypes[format] ?? `${kind}/${format}`,
    name: `${role}.${format}`,
    bytes: 1_000_000,
    width: kind === 'audio' ? null : 1280,
    height: kind === 'audio' ? null : 720,
    durationSeconds: kind === 'image' ? null : 4,
    framesPerSecond: kind === 'video' ? 24 : null,
    hasAlpha: kind === 'image' ? false : null,
    normalizeReasons: [],
    decoded: kind === 'image' ? true : null,
    source: null,
    sha256: id.toString(16).padStart(64, '0'),
    addedAtMs: 0,
    derivedFrom: null,
    ...change,
  };
};

/** A picture of the requested ratio, as the user has it after cropping. */
export const frameOf = (aspectRatio: string | null): Partial<Reference> => {
  const [width, height] = (aspectRatio === null ? null : ratioParts(aspectRatio)) ?? [16, 9];
  const scale = 720 / Math.min(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
};

export interface RequestWithFiles {
  readonly request: GenerationRequest;
  readonly files: ReadonlyMap<number, Reference>;
}

/** The model's default request with these roles filled with valid files, and other changes. */
export const requestWithFiles = (
  modelId: string,
  roles: readonly ReferenceRole[],
  change: Partial<GenerationRequest> = {},
): RequestWithFiles => {
  const start = { ...defaultRequest(modelId, 'a fox in the snow'), ...change };
  const parameters = { ...defaultRequest(modelId).parameters, ...change.parameters };
  const request = { ...start, parameters, references: roles.map((role, index) => ({ role, referenceId: index + 1 })) };
  const files = request.references.map(({ role, referenceId }) => {
    const shape = fileKindOf(role) === 'image' ? frameOf(request.aspectRatio) : {};
    const minSeconds = formFor(modelId).video?.minSeconds ?? 0;
    return fileFor(referenceId, role, { ...shape, ...(fileKindOf(role) === 'video' ? { durationSeconds: Math.max(4, minSeconds) } : {}) });
  });
  return { request, files: new Map(files.map((file) => [file.id, file])) };
};

/** A short name for an issue: "block prompt-missing" or "block combination:images-total". */
export const issueName = ({ level, code, values }: Issue): string => `${level} ${code}${values.rule ? `:${values.rule}` : ''}`;

export const issuesOf = ({ request, files }: RequestWithFiles): readonly string[] => checkRequest(request, files).map(issueName);

/** The same request with the first file changed. */
export const withFile = ({ request, files }: RequestWithFiles, change: Partial<Reference>): RequestWithFiles => ({
  request,
  files: new Map([...files].map(([id, file], index) => [id, index === 0 ? { ...file, ...change } : file])),
});
