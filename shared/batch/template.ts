// A file to begin with: the documented columns and two lines that can be sent as they are.
import { defaultModelId } from '../models/index.ts';
import { valueColumns } from './columns.ts';

const columns = [...valueColumns, 'first_frame', 'last_frame', 'image_urls'] as const;
const rows: readonly Partial<Record<(typeof columns)[number], string>>[] = [
  {
    model: defaultModelId,
    prompt: 'A red fox in the snow, slow dolly-in',
    duration: '5',
    quality: '720p',
    aspect_ratio: '16:9',
    count: '2',
  },
  { prompt: 'A tram in the rain, at night', aspect_ratio: '9:16' },
];

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const csvTemplate = `${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
  .map((cells) => cells.map(quoted).join(','))
  .join('\r\n')}\r\n`;
