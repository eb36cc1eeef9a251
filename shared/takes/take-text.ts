// What makes two requests takes of each other: the same body is sent for both, except for the seed. Files count by content, not by name or upload.
import type { GenerationRequest, JsonValue } from '../generation.ts';
import { wireBody } from '../models/index.ts';

/**
 * The version of `takeText`, from which take keys are made. Raise it when a change of `takeText` or `wireBody` changes the text of earlier requests: the
 * next start then computes all keys again.
 */
export const takeKeyVersion = 1;

/** The paths at which a request body may have its seed: the first or the second, depending on the model. */
const seedPaths: readonly (readonly string[])[] = [['seed'], ['model_params', 'seed']];

type Body = Readonly<Record<string, JsonValue>>;

const isObject = (value: JsonValue | undefined): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the body without the value at `path`, and without an object that this leaves empty, as if the seed had never been set. */
function bodyWithout(body: Body, [name = '', ...rest]: readonly string[]): Body {
  const { [name]: value, ...others } = body;
  if (rest.length === 0 || !isObject(value)) return rest.length === 0 ? others : body;
  const inner = bodyWithout(value, rest);
  return Object.keys(inner).length === 0 ? others : { ...body, [name]: inner };
}

/** JSON with the keys of every object in order of their code units, so that equal values have equal texts. */
function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

/**
 * The text that all takes of a request have in common, and no other request has. `contentHashOf` returns the content hash of a reference. Simulated
 * and real videos are never takes of each other: a simulated video must not look as if the real one existed already.
 */
export function takeText(request: GenerationRequest, isSimulated: boolean, contentHashOf: (referenceId: number) => string): string {
  const body = seedPaths.reduce<Body>(bodyWithout, wireBody(request, contentHashOf));
  return canonicalJson({ isSimulated, body });
}
