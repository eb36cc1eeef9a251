// The table of an export as CSV.
import papaparse from 'papaparse/papaparse.js';
import type { VideoMetadataRecord } from './metadata.ts';

/** The columns, in their order. Names are not translated: other programs read them. */
const columns = {
  file: ({ file }) => file,
  prompt: ({ prompt }) => prompt,
  model: ({ model }) => model,
  seed: ({ seed }) => seed,
  aspect_ratio: ({ aspectRatio }) => aspectRatio,
  quality: ({ quality }) => quality,
  duration_seconds: ({ durationSeconds }) => durationSeconds,
  width: ({ width }) => width,
  height: ({ height }) => height,
  frames_per_second: ({ framesPerSecond }) => framesPerSecond,
  codec: ({ codec }) => codec,
  audio: ({ hasAudio }) => hasAudio,
  bytes: ({ bytes }) => bytes,
  sha256: ({ sha256 }) => sha256,
  title: ({ title }) => title,
  rating: ({ rating }) => rating,
  flag: ({ flag }) => flag,
  favourite: ({ isFavourite }) => isFavourite,
  tags: ({ tags }) => tags.join('; '),
  notes: ({ notes }) => notes,
  task_id: ({ taskId }) => taskId,
  profile: ({ profile }) => profile,
  simulated: ({ isSimulated }) => isSimulated,
  created_at: ({ createdAt }) => createdAt,
  stored_at: ({ storedAt }) => storedAt,
  took_seconds: ({ tookSeconds }) => tookSeconds,
  credits: ({ creditsUsed }) => creditsUsed,
  references: ({ references }) => references.map(({ role, name }) => `${role}: ${name}`).join('; '),
} as const satisfies Readonly<Record<string, (record: VideoMetadataRecord) => string | number | boolean | null>>;

/** A cell that a spreadsheet would run as a formula gets an apostrophe, which spreadsheets hide. A number stays a number. */
const options = { newline: '\r\n', escapeFormulae: /^[=+\-@\t\r]/ } as const;

/** The first line. Begins with the byte-order mark, by which spreadsheet programs recognise UTF-8. */
export const csvHeader = (): string => `\u{feff}${papaparse.unparse([Object.keys(columns)], options)}\r\n`;

/** Returns one line for each video, with its line break. */
export const csvRows = (records: readonly VideoMetadataRecord[]): string =>
  records.length === 0
    ? ''
    : `${papaparse.unparse(
        records.map((record) => Object.values(columns).map((cell) => cell(record))),
        options,
      )}\r\n`;
