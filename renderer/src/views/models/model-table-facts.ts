// The table of all models: the text of its cells, and the order of its rows. Pure.
import { fileKindOf, type Model, type Reference } from '../../../../shared/models/index.ts';
import { messages } from '../../messages.ts';
import { lengthText } from '../create/model/model-summary.ts';

/** The columns from left to right. The first one is the row heading. */
export const columnNames = [
  'name',
  'duration',
  'quality',
  'images',
  'videos',
  'sounds',
  'audio',
  'ratio',
  'prompt',
  'kinds',
  'vendor',
  'status',
] as const;
/** A column, as used by `cellOf` and for sorting. */
export type Column = (typeof columnNames)[number];

/** The column by which the rows are sorted, and the direction. */
export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** The smallest and largest number of files of a kind in one request, over all slots. */
function countsOf({ slots }: Model, kind: Reference['kind']): { readonly min: number; readonly max: number } {
  const slotsOfKind = slots.filter(({ role }) => fileKindOf(role) === kind);
  return { min: slotsOfKind.reduce((sum, { min }) => sum + min, 0), max: slotsOfKind.reduce((sum, { max }) => sum + max, 0) };
}

const filesCell = (model: Model, kind: Reference['kind']): string => {
  const { min, max } = countsOf(model, kind);
  return max === 0 ? messages.modelBrowser.no : messages.modelBrowser.counts({ min, max });
};

/** The text of a cell in the current language. */
export function cellOf(model: Model, column: Column): string {
  const text = messages.modelBrowser;
  switch (column) {
    case 'name':
      return model.name;
    case 'vendor':
      return model.vendor;
    case 'kinds':
      return messages.format.items(model.kinds.map((kind) => text.kinds[kind]));
    case 'duration':
      return lengthText(model.duration);
    case 'quality':
      return model.quality.kind === 'none' ? text.no : model.quality.values.map(messages.choiceName).join(' ');
    case 'ratio':
      return model.aspectRatio.kind === 'none' ? text.no : model.aspectRatio.values.map(messages.choiceName).join(' ');
    case 'prompt':
      return model.prompt.none ? text.no : model.prompt.max === null ? text.noLimit : text.promptShort(model.prompt.max, model.prompt.unit);
    case 'images':
      return filesCell(model, 'image');
    case 'videos':
      return filesCell(model, 'video');
    case 'sounds':
      return filesCell(model, 'audio');
    case 'audio':
      return model.audio.kind === 'none' ? text.no : text.yes;
    case 'status':
      return `${text.stability[model.stability]}, ${text.documentation[model.documentation]}`;
  }
}

const qualityRanks = ['480p', '512p', '720p', '768p', 'standard', '1080p', 'high', '4k'];

/** The sort key of a cell: a number if the column has amounts, otherwise its text. */
function sortKeyOf(model: Model, column: Column): number | string {
  switch (column) {
    case 'duration':
      if (model.duration.kind === 'none') return 0;
      return model.duration.kind === 'range' ? model.duration.maxSeconds : Math.max(...model.duration.seconds);
    case 'quality':
      return model.quality.kind === 'none' ? -1 : Math.max(...model.quality.values.map((value) => qualityRanks.indexOf(value)));
    case 'ratio':
      return model.aspectRatio.kind === 'none' ? 0 : model.aspectRatio.values.length;
    case 'prompt':
      return model.prompt.none ? -1 : (model.prompt.max ?? Number.MAX_SAFE_INTEGER);
    case 'images':
      return countsOf(model, 'image').max;
    case 'videos':
      return countsOf(model, 'video').max;
    case 'sounds':
      return countsOf(model, 'audio').max;
    case 'audio':
      return model.audio.kind === 'none' ? 0 : 1;
    case 'name':
    case 'vendor':
    case 'kinds':
    case 'status':
      return cellOf(model, column);
  }
}

/** Sorts the models. Models that are equal keep the order of the catalogue. */
export function sortModels(models: readonly Model[], { column, descending }: Order): readonly Model[] {
  const sign = descending ? -1 : 1;
  return models.toSorted((one, other) => {
    const [a, b] = [sortKeyOf(one, column), sortKeyOf(other, column)];
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)));
  });
}

/** The order after a press on a column header: the same column reverses; amounts start with the largest. */
export function orderAfterPress(order: Order, column: Column): Order {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: !['name', 'vendor', 'kinds', 'status'].includes(column) };
}
