// The columns of a batch file: the service's own parameter names, and a few more that a batch needs.

import { editDistance } from '../edit-distance.ts';
import type { Reference, ReferenceRole } from '../generation.ts';
import { formFor, models, type Slot } from '../models/index.ts';
import { plainCharacters } from '../search-folding.ts';

/** A column with a value of the request, or with the number of tasks. */
export type ValueColumn = 'model' | 'prompt' | 'duration' | 'quality' | 'aspect_ratio' | 'generate_audio' | 'count';
/** A column with addresses or paths of files. */
export type FileColumn = 'image_urls' | 'first_frame' | 'last_frame' | 'video_urls' | 'audio_urls';

/** A column that a heading can name. */
export type Column =
  | { readonly kind: 'value'; readonly name: ValueColumn }
  /** `role: null`: each file takes the next open slot of its kind. */
  | {
      readonly kind: 'files';
      readonly name: FileColumn;
      readonly holds: Reference['kind'];
      readonly role: ReferenceRole | null;
      /** The request field that the heading names. If the model has this field, the files go there. */
      readonly field?: Slot['field'];
    }
  /** A model's own field, by its wire path. */
  | { readonly kind: 'parameter'; readonly name: string };

/** The value columns, in the order of the explanation and of the template. */
export const valueColumns: readonly ValueColumn[] = ['model', 'prompt', 'duration', 'quality', 'aspect_ratio', 'generate_audio', 'count'];
/** The file columns, in the order of the explanation and of the template. */
export const fileColumns: readonly Extract<Column, { kind: 'files' }>[] = [
  { kind: 'files', name: 'image_urls', holds: 'image', role: null },
  { kind: 'files', name: 'first_frame', holds: 'image', role: 'first-frame' },
  { kind: 'files', name: 'last_frame', holds: 'image', role: 'last-frame' },
  { kind: 'files', name: 'video_urls', holds: 'video', role: null },
  { kind: 'files', name: 'audio_urls', holds: 'audio', role: null },
];

/** Other names that the requests of some models use for a field. */
const aliases: Readonly<Record<string, ValueColumn>> = { sound: 'generate_audio' };
/** Request fields that only some models have, with the column that each field means for all other models. */
const fieldAliases: Partial<Readonly<Record<Slot['field'], FileColumn>>> = {
  image_start: 'first_frame',
  image_end: 'last_frame',
  video_url: 'video_urls',
  audio_url: 'audio_urls',
  ref_image_url: 'image_urls',
  mask_url: 'image_urls',
};

/** Every path of a model's own field in the catalogue, once. */
const parameterPaths: readonly string[] = [
  ...new Set([...models, formFor('')].flatMap(({ extra }) => extra.map(({ path }) => path))),
].sort();

const columnsByName: ReadonlyMap<string, Column> = (() => {
  const own: readonly Column[] = [
    ...valueColumns.map((name): Column => ({ kind: 'value', name })),
    ...fileColumns,
    ...parameterPaths.map((name): Column => ({ kind: 'parameter', name })),
  ];
  const byName = new Map(own.map((column) => [column.name.toLowerCase(), column]));
  for (const [alias, name] of Object.entries(aliases)) {
    const column = byName.get(name);
    if (column !== undefined) byName.set(alias, column);
  }
  for (const [alias, name] of Object.entries(fieldAliases) as [Slot['field'], FileColumn][]) {
    const column = fileColumns.find((one) => one.name === name);
    if (column !== undefined) byName.set(alias, { ...column, field: alias });
  }
  return byName;
})();

const normalizedHeading = (heading: string): string =>
  plainCharacters(heading)
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** A longer heading names no column: a text without separators would be one long heading. The limit is several times the longest column name. */
const headingMaxCharacters = 200;

/** Returns the column that a heading names, in any case; undefined where it names none. */
export function columnOf(heading: string): Column | undefined {
  const word = heading.trim();
  if (word.length > headingMaxCharacters) return undefined;
  return columnsByName.get(plainCharacters(word).toLowerCase()) ?? columnsByName.get(normalizedHeading(word));
}

/** Returns the most similar column name for an unknown heading; null where none is similar, or the heading is too short or too long to compare. */
export function nearestColumn(heading: string): string | null {
  if (heading.trim().length > headingMaxCharacters) return null;
  const word = normalizedHeading(heading);
  if (word.length < 3 || word.length > 60) return null;
  const byDistance = [...columnsByName.entries()]
    .map(([name, column]) => ({ name: column.name, distance: editDistance(word, name) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = byDistance;
  return best !== undefined && best.distance <= Math.max(1, Math.floor(word.length / 4)) ? best.name : null;
}
