// What the picker says about a model, and how it is found; pure.
import type { AvailableFiles, Capability, DurationChoice, Model, ModelFilter } from '../../../../../shared/models/index.ts';
import { capabilities, fileKindOf, matchesSearch, models, modelsMatching } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';

export function lengthText(duration: DurationChoice): string {
  const { length, lengths, lengthByService } = messages.modelPicker;
  switch (duration.kind) {
    case 'none':
      return lengthByService;
    case 'range':
      return length(duration.minSeconds, duration.maxSeconds);
    case 'list':
      return lengths(duration.seconds);
  }
}

export type Badge = keyof typeof messages.modelPicker.badgeHints;

/** One badge for how far the model can be trusted, the gravest first. */
export function badgeOf(model: Model): Badge {
  switch (model.documentation) {
    case 'archived':
    case 'removed':
    case 'none':
    case 'placeholder':
      return model.documentation;
    case 'current':
      return model.stability;
  }
}

/** The models whose words contain every word of the query, in any language, and for which the filters hold. */
export function findModels(query: string, filters: readonly ModelFilter[] = [], atHand: AvailableFiles | null = null): readonly Model[] {
  return modelsMatching(filters, atHand).filter((model) => matchesSearch(model, query));
}

export interface ModelGroup {
  readonly title: string;
  readonly models: readonly Model[];
}

/** Favourites first, then by vendor in the catalogue's order; withdrawn models come last in their group. */
export function groupModels(found: readonly Model[], favourites: readonly string[]): readonly ModelGroup[] {
  const isFavourite = (model: Model): boolean => favourites.includes(model.id);
  const isWithdrawn = (model: Model): boolean => model.documentation !== 'current';
  const vendors = [...new Set(models.map(({ vendor }) => vendor))];
  const groups = vendors.map((vendor) => {
    const own = found.filter((model) => model.vendor === vendor && !isFavourite(model));
    return { title: vendor, models: [...own.filter((model) => !isWithdrawn(model)), ...own.filter(isWithdrawn)] };
  });
  return [{ title: messages.modelPicker.favourites, models: found.filter(isFavourite) }, ...groups].filter(
    (group) => group.models.length > 0,
  );
}

/** The few chips under the model's name: what it takes. */
export const acceptedInputs = (model: Model): readonly Capability[] => capabilities(model);

/** The kinds of files a model has slots for, in the order of its slots. */
export const fileKinds = (model: Model): readonly ('image' | 'video' | 'audio')[] => [
  ...new Set(model.slots.map(({ role }) => fileKindOf(role))),
];
