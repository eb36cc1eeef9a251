// The CSV template: the column names and two example rows that can be submitted unchanged.
import { defaultModelId } from '../models/index.ts';
import { valueColumns } from './csv-columns.ts';

const columns = [...valueColumns, 'first_frame', 'last_frame', 'image_urls'] as const;
/** Returns two rows that can be submitted unchanged, with these prompts. */
const rowsOf = ([first, second]: readonly [string, string]): readonly Partial<Record<(typeof columns)[number], string>>[] => [
  {
    model: defaultModelId,
    prompt: first,
    duration: '5',
    quality: '720p',
    aspect_ratio: '16:9',
    count: '2',
  },
  { prompt: second, aspect_ratio: '9:16' },
];

const quote = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Returns the template as CSV. `prompts` are example prompts in the current language. */
export const csvTemplate = (prompts: readonly [string, string]): string =>
  `${[columns, ...rowsOf(prompts).map((row) => columns.map((name) => row[name] ?? ''))]
    .map((cells) => cells.map(quote).join(','))
    .join('\r\n')}\r\n`;
