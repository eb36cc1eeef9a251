// Texts of the model picker about a model, and its search and grouping of models. Pure.
import type { AvailableFiles, Capability, DurationChoice, Model, ModelFilter } from '../../../../../shared/models/index.ts';
import { capabilities, fileKindOf, matchesSearch, models, modelsMatching } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';

/** The possible durations as text, e.g. "4–12 s". */
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

/** The kinds of badges. Two for the stability of a documented model, four for problems with the documentation. */
export type Badge = keyof typeof messages.modelPicker.badgeHints;

/** Chooses the badge of a model. A problem with its documentation comes before its stability. */
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

/** The models that match every word of the query, in any language, and all filters. */
export function findModels(
  query: string,
  filters: readonly ModelFilter[] = [],
  availableFiles: AvailableFiles | null = null,
): readonly Model[] {
  return modelsMatching(filters, availableFiles).filter((model) => matchesSearch(model, query));
}

/** A heading of the list with its models; never empty. */
interface ModelGroup {
  readonly title: string;
  readonly models: readonly Model[];
}

/** Groups models: favourites first, then by vendor in the order of the catalogue; withdrawn models come last in their group. */
export function groupModels(matches: readonly Model[], favourites: readonly string[]): readonly ModelGroup[] {
  const isFavourite = (model: Model): boolean => favourites.includes(model.id);
  const isWithdrawn = (model: Model): boolean => model.documentation !== 'current';
  const vendors = [...new Set(models.map(({ vendor }) => vendor))];
  const groups = vendors.map((vendor) => {
    const vendorModels = matches.filter((model) => model.vendor === vendor && !isFavourite(model));
    return { title: vendor, models: [...vendorModels.filter((model) => !isWithdrawn(model)), ...vendorModels.filter(isWithdrawn)] };
  });
  return [{ title: messages.modelPicker.favourites, models: matches.filter(isFavourite) }, ...groups].filter(
    (group) => group.models.length > 0,
  );
}

/** The chips under the name of a model: what it accepts. */
export const acceptedInputs = (model: Model): readonly Capability[] => capabilities(model);

/** The kinds of files that a model has slots for, in the order of its slots. */
export const fileKinds = (model: Model): readonly ('image' | 'video' | 'audio')[] => [
  ...new Set(model.slots.map(({ role }) => fileKindOf(role))),
];
