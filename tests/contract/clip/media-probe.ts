// Reads the properties and pixels of media files with independent programs, ffprobe and ffmpeg.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const runProgram = promisify(execFile);

interface ProbedStream {
  readonly codec_type: string;
  readonly codec_name: string;
  readonly width?: number;
  readonly height?: number;
  readonly avg_frame_rate: string;
  readonly nb_read_packets: string;
}

export interface MediaProperties {
  readonly streams: readonly string[];
  readonly size: string;
  readonly durationSeconds: number;
  readonly framesPerSecond: number;
  readonly frames: number;
  /** The longest time between two key frames, or from the last key frame to the end, in seconds. */
  readonly longestKeyFrameGap: number;
}

/** Reads the properties of a video with ffprobe. */
export async function probeMedia(file: string): Promise<MediaProperties> {
  const { stdout } = await runProgram('ffprobe', ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-count_packets', file]);
  const { format, streams } = JSON.parse(stdout) as { format: { duration: string }; streams: readonly ProbedStream[] };
  const picture = streams.find((stream) => stream.codec_type === 'video');
  const [frames = 0, seconds = 1] = (picture?.avg_frame_rate ?? '').split('/').map(Number);

  const packets = await runProgram('ffprobe', [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    'packet=pts_time,flags',
    '-of',
    'csv=p=0',
    file,
  ]);
  const keyFrameTimes = packets.stdout
    .split('\n')
    .filter((line) => line.includes('K'))
    .map((line) => Number(line.split(',')[0]));
  const durationSeconds = Number(format.duration);
  return {
    streams: streams.map((stream) => stream.codec_name),
    size: `${picture?.width}x${picture?.height}`,
    durationSeconds,
    framesPerSecond: frames / seconds,
    frames: Number(picture?.nb_read_packets),
    longestKeyFrameGap: Math.max(...keyFrameTimes.map((time, index) => (keyFrameTimes[index + 1] ?? durationSeconds) - time)),
  };
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Grey values, row by row. */
  readonly pixels: Uint8Array;
}

/** Returns an image, or the frame of a video at `seconds`, as grey pixels. */
export async function greyPicture(file: string, seconds = 0): Promise<Picture> {
  const { stdout: size } = await runProgram('ffprobe', [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    'stream=width,height',
    '-of',
    'csv=p=0',
    file,
  ]);
  const [width = 0, height = 0] = size.trim().split(',').map(Number);
  const { stdout } = await runProgram(
    'ffmpeg',
    [
      '-v',
      'error',
      ...(seconds > 0 ? ['-ss', String(seconds)] : []),
      '-i',
      file,
      '-frames:v',
      '1',
      '-f',
      'rawvideo',
      '-pix_fmt',
      'gray',
      '-',
    ],
    { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 },
  );
  return { width, height, pixels: stdout };
}

/** The standard deviation of the grey values: 0 for a blank picture. */
export function contrast({ pixels }: Picture): number {
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  return Math.sqrt(pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels.length);
}

/** The mean absolute difference between the grey values of two pictures of the same size. */
export function difference(one: Picture, other: Picture): number {
  return one.pixels.reduce((sum, value, at) => sum + Math.abs(value - (other.pixels[at] ?? 0)), 0) / one.pixels.length;
}

/** Crops a picture to `width` columns, starting at `left`. */
export function crop(picture: Picture, left: number, width: number): Picture {
  const pixels = new Uint8Array(width * picture.height);
  for (let row = 0; row < picture.height; row += 1) {
    const start = row * picture.width + left;
    pixels.set(picture.pixels.subarray(start, start + width), row * width);
  }
  return { width, height: picture.height, pixels };
}
