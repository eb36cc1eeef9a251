// The values of the catalogue that a typed search knows.
import type { Model, NamedChoice } from '../models/model.ts';

/** The values that `kind:`, `ratio:` and `quality:` take, without repetition. */
export interface CatalogueValues {
  readonly kinds: readonly string[];
  readonly ratios: readonly string[];
  readonly qualities: readonly string[];
}

const valuesIn = (choice: NamedChoice): readonly string[] => (choice.kind === 'none' ? [] : choice.values);

/** Collects the values of these models. */
export const catalogueValues = (models: readonly Model[]): CatalogueValues => ({
  kinds: [...new Set(models.flatMap(({ kinds }) => kinds))],
  ratios: [...new Set(models.flatMap(({ aspectRatio }) => valuesIn(aspectRatio)))],
  qualities: [...new Set(models.flatMap(({ quality }) => valuesIn(quality)))],
});
