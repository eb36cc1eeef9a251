// Formats the catalogue and the result of its check as tables for the terminal.
import { fileKindOf, type Model, type Reference } from '../../shared/models/index.ts';
import { type Cell, columns } from './check.ts';

const none = '–';

/** Makes each column as wide as its widest cell. */
function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => [...(row[at] ?? '')].length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - [...cell].length))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const kindNames = {
  'text-to-video': 't2v',
  'image-to-video': 'i2v',
  'first-last-frame': 'first-last',
  'reference-to-video': 'ref2v',
  'video-edit': 'edit',
  extend: 'extend',
  'custom-element': 'element',
  character: 'character',
} as const;

function durationOf({ duration }: Model): string {
  const preset = (value: number | null) => (value === null ? '' : ` (def ${value})`);
  switch (duration.kind) {
    case 'none':
      return none;
    case 'range':
      return `${duration.minSeconds}–${duration.maxSeconds}${preset(duration.defaultSeconds)}`;
    case 'list':
      return duration.seconds.join('/') + preset(duration.defaultSeconds);
  }
}

const choiceOf = (choice: Model['quality']): string =>
  choice.kind === 'none' ? none : choice.values.map((value) => (value === choice.default ? `*${value}*` : value)).join(' ');

function countOf({ slots }: Model, kind: Reference['kind']): string {
  const matchingSlots = slots.filter(({ role }) => fileKindOf(role) === kind);
  const [min, max] = [matchingSlots.reduce((sum, slot) => sum + slot.min, 0), matchingSlots.reduce((sum, slot) => sum + slot.max, 0)];
  return max === 0 ? '0' : min === max ? `${max}` : `${min}–${max}`;
}

function audioOf(model: Model): string {
  const { audio } = model;
  const files = countOf(model, 'audio');
  const generated = audio.kind === 'none' ? [] : [`${audio.field}${audio.default === null ? '' : ` (def ${audio.default})`}`];
  return [...generated, ...(files === '0' ? [] : [`${files} files`])].join(', ') || none;
}

const catalogueHead = [
  'Model',
  'docs',
  'kinds',
  'duration s',
  'quality (*default*)',
  'aspect ratio (*default*)',
  'images',
  'videos',
  'audio',
];

export function catalogueTable(models: readonly Model[]): string {
  const rows = models.map((model) => [
    model.id + (model.stability === 'beta' ? ' β' : ''),
    model.documentation,
    model.kinds.map((kind) => kindNames[kind]).join('/'),
    durationOf(model),
    choiceOf(model.quality),
    choiceOf(model.aspectRatio),
    countOf(model, 'image'),
    countOf(model, 'video'),
    audioOf(model),
  ]);
  return alignColumns([catalogueHead, ...rows]);
}

export function checkTable(cells: readonly Cell[]): string {
  const ids = [...new Set(cells.map(({ model }) => model))];
  const rows = ids.map((id) => [
    id,
    ...columns.map((column) => {
      const cell = cells.find((one) => one.model === id && one.column === column);
      return cell === undefined ? '' : `${cell.problems.length === 0 ? '✓' : '✗'} ${cell.checkCount}`;
    }),
  ]);
  const reasons = cells.flatMap(({ model, column, problems }) => problems.map((reason) => `✗ ${model}, ${column}: ${reason}`));
  const failed = cells.filter(({ problems }) => problems.length > 0).length;
  const tried = cells.reduce((sum, cell) => sum + cell.checkCount, 0);
  const sum = failed === 0 ? `${cells.length} cells, ${tried} things tried, none wrong` : `${failed} of ${cells.length} cells are wrong`;
  return [alignColumns([['Model', ...columns], ...rows]), ...(reasons.length > 0 ? ['', ...reasons] : []), '', sum].join('\n');
}
