// A bench reports figures: each has a value, a unit, the yardstick of the same run, and the ratio of value to yardstick.

export interface Figure {
  readonly value: number;
  readonly unit: 'ms' | 'bytes';
  readonly yardstick: number | null;
  readonly ratio: number | null;
  /** The value that the figure should not exceed on an idle computer; null if there is no goal. */
  readonly goal: number | null;
}

export type Figures = Readonly<Record<string, Figure>>;

/** The median of an odd number of values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('no values');
  return middle;
}

/** The 95th percentile. */
export function p95(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? Number.NaN;
}

export function figure(value: number, unit: Figure['unit'], yardstick: number | null, goal: number | null = null): Figure {
  return {
    value: round(value),
    unit,
    yardstick: yardstick === null ? null : round(yardstick),
    ratio: yardstick === null ? null : Math.round((value / yardstick) * 1000) / 1000,
    goal: goal === null ? null : round(goal),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Formats the figures as a table for the terminal. */
export function table(figures: Figures): string {
  const rows = Object.entries(figures).map(([name, f]) => [
    name,
    `${f.value} ${f.unit}`,
    f.yardstick === null ? '–' : `${f.yardstick} ${f.unit}`,
    f.ratio === null ? '–' : `${f.ratio} ×`,
    f.goal === null ? '–' : `${f.goal} ${f.unit}`,
  ]);
  const all = [['figure', 'value', 'yardstick', 'ratio', 'goal'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}
