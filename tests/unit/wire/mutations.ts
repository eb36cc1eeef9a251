// Creates bodies with one changed field: missing, of another type, out of range, too long, or unknown.
import type { JsonValue } from '../../../shared/generation.ts';
import type { Body } from './form-bodies.ts';

const isObject = (value: JsonValue): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Other values that a field with this value may contain, most of them invalid. */
const replacementsFor = (value: JsonValue): readonly JsonValue[] => {
  if (typeof value === 'number') return [String(value), value + 0.5, -value, 0, 1_000_000, true, [value]];
  if (typeof value === 'string') return [7, 'x-junk', true, [value], {}];
  if (typeof value === 'boolean') return [String(value), 1, [value]];
  if (!Array.isArray(value)) return ['x', [value]];
  const items = value as readonly JsonValue[];
  const [first = 'x'] = items;
  return ['x', {}, [7], [...items, ...Array.from({ length: 12 }, () => first)]];
};

/** Every value that differs from `value` in one place. */
const mutationsOf = (value: JsonValue): readonly JsonValue[] => {
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, inner]) => {
      const { [name]: _, ...rest } = value;
      return [rest, ...mutationsOf(inner).map((mutation) => ({ ...value, [name]: mutation }))];
    });
  }
  const itemMutations = Array.isArray(value)
    ? (value as readonly JsonValue[]).flatMap((item, at) =>
        mutationsOf(item).map((mutation) => (value as readonly JsonValue[]).map((one, index) => (index === at ? mutation : one))),
      )
    : [];
  return [...replacementsFor(value), ...itemMutations];
};

/** All bodies with one mutation of this body. The model stays. */
export const mutatedBodies = ({ model = '', ...body }: Body): readonly Body[] =>
  [
    ...mutationsOf(body).filter(isObject),
    { ...body, glitter: 1 },
    { ...body, model_params: { ...(body.model_params as Body | undefined), glitter: 1 } },
  ].map((mutation) => ({ model, ...mutation }));
