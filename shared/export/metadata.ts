// The metadata that an export writes beside the file of a video.
import type { JsonValue } from '../generation.ts';

/** Identifies the JSON files that an export writes: a later export may replace its own, and no others. */
const sidecarFormat = 'evolink-studio-export-1';

/** Everything known about one exported video. null: unknown, or left to the service. Holds no key, no link and no path. */
export interface VideoMetadataRecord {
  readonly file: string;
  readonly prompt: string;
  readonly model: string;
  readonly seed: number | null;
  readonly aspectRatio: string | null;
  readonly quality: string | null;
  readonly durationSeconds: number | null;
  /** Measured in the file. */
  readonly width: number | null;
  readonly height: number | null;
  readonly framesPerSecond: number | null;
  readonly codec: string | null;
  readonly hasAudio: boolean | null;
  readonly bytes: number;
  readonly sha256: string;
  /** The user's judgement of the video; empty, 0 and null mean none. */
  readonly title: string;
  readonly rating: number;
  readonly flag: 'pick' | 'reject' | null;
  readonly isFavourite: boolean;
  readonly tags: readonly string[];
  readonly notes: string;
  readonly taskId: string;
  readonly profile: string;
  readonly isSimulated: boolean;
  readonly createdAt: string;
  readonly storedAt: string | null;
  readonly tookSeconds: number | null;
  readonly creditsUsed: number | null;
  readonly references: readonly { readonly role: string; readonly name: string }[];
  /** The body of the request to EvoLink, with the names of references in place of their addresses. */
  readonly request: Readonly<Record<string, JsonValue>>;
}

/** The JSON file of a video. */
export const sidecarText = (record: VideoMetadataRecord): string => `${JSON.stringify({ format: sidecarFormat, ...record }, null, 2)}\n`;

/** True for the text of a JSON file that an export has written about the same video. */
export function isSidecarOf(text: string, record: Pick<VideoMetadataRecord, 'taskId' | 'sha256'>): boolean {
  return (
    text.startsWith(`{\n  "format": "${sidecarFormat}"`) &&
    (text.includes(`"sha256": "${record.sha256}"`) || text.includes(`"taskId": "${record.taskId}"`))
  );
}
