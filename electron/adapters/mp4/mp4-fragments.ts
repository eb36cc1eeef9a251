// Sums durations and sample counts of the tracks of a fragmented movie whose header does not contain them (ISO/IEC 14496-12 §§ 8.8.3,
// 8.8.7, 8.8.8 and 8.16.3). Reading is limited; totals that would take too much reading are unknown.
import { type Box, BoxReader, type ByteReader, MalformedBoxError, viewOf } from './mp4-boxes.ts';

/** The boxes of the top level that describe fragments. */
export interface Fragments {
  readonly moofs: readonly Box[];
  readonly sidxs: readonly Box[];
}

interface Total {
  readonly samples: number;
  /** In the track's timescale. */
  readonly units: number;
}

/** By track id. `samples` is 0 if only the segment index was read. */
export type FragmentTotals = ReadonlyMap<number, Total>;

/** Enough for half an hour in fragments of two seconds. Longer movies are left to the segment index. */
const maxFragments = 1_000;
const maxTableEntries = 100_000;

/** Reads the totals; null if nothing is known. Damage in a fragment does not make the file invalid. */
export async function readFragments(
  reader: ByteReader,
  mvex: Box,
  { moofs, sidxs }: Fragments,
  tracks: readonly { readonly id: number; readonly timescale: number }[],
): Promise<FragmentTotals | null> {
  // A separate box limit, because the boxes of the fragments must not use up the limit of the file.
  const boxReader = new BoxReader(reader);
  try {
    if (moofs.length > 0 && moofs.length <= maxFragments)
      return await fromMovieFragments(boxReader, moofs, await defaultDurations(boxReader, mvex));
    return await fromSegmentIndex(boxReader, sidxs, tracks);
  } catch (error) {
    if (error instanceof MalformedBoxError) return null;
    throw error;
  }
}

/** Reads `trex`: the duration of samples for which neither the fragment nor the run has a duration. */
async function defaultDurations(boxReader: BoxReader, mvex: Box): Promise<ReadonlyMap<number, number>> {
  const durations = new Map<number, number>();
  for (const box of await boxReader.children(mvex)) {
    const view = box.type === 'trex' ? await boxReader.payload(box, 16) : null;
    if (view !== null) durations.set(view.getUint32(4), view.getUint32(12));
  }
  return durations;
}

async function fromMovieFragments(
  boxReader: BoxReader,
  moofs: readonly Box[],
  defaults: ReadonlyMap<number, number>,
): Promise<FragmentTotals> {
  const totals = new Map<number, Total>();
  for (const moof of moofs) {
    for (const traf of await boxReader.children(moof)) {
      if (traf.type !== 'traf') continue;
      const boxes = await boxReader.children(traf);
      const head = await fragmentHead(
        boxReader,
        boxes.find(({ type }) => type === 'tfhd'),
      );
      if (head === null) continue;
      const defaultDuration = head.sampleDuration ?? defaults.get(head.trackId) ?? 0;
      let { samples, units } = totals.get(head.trackId) ?? { samples: 0, units: 0 };
      for (const run of boxes) {
        const total = run.type === 'trun' ? await runTotal(boxReader, run, defaultDuration) : null;
        samples += total?.samples ?? 0;
        units += total?.units ?? 0;
      }
      totals.set(head.trackId, { samples, units });
    }
  }
  return totals;
}

/** Reads `tfhd`: the track of a fragment, and the duration of its samples. Flags say which fields come before. */
async function fragmentHead(
  boxReader: BoxReader,
  box: Box | undefined,
): Promise<{ trackId: number; sampleDuration: number | null } | null> {
  const view = await boxReader.payload(box, 8, 24);
  if (view === null) return null;
  const flags = view.getUint32(0) & 0xff_ffff;
  const durationAt = 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  const hasDuration = (flags & 0x8) !== 0 && view.byteLength >= durationAt + 4;
  return { trackId: view.getUint32(4), sampleDuration: hasDuration ? view.getUint32(durationAt) : null };
}

/** Reads `trun`: the number of samples, each with its own duration or all with `defaultDuration`. */
async function runTotal(boxReader: BoxReader, box: Box, defaultDuration: number): Promise<Total | null> {
  const head = await boxReader.payload(box, 8);
  if (head === null) return null;
  const flags = head.getUint32(0) & 0xff_ffff;
  const samples = head.getUint32(4);
  if ((flags & 0x100) === 0) return { samples, units: samples * defaultDuration };
  const from = box.start + 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  const entryBytes = 4 * [0x100, 0x200, 0x400, 0x800].filter((flag) => (flags & flag) !== 0).length;
  if (samples > maxTableEntries || from + samples * entryBytes > box.end) throw new MalformedBoxError('a run larger than its box');
  const view = viewOf(await boxReader.bytes(from, samples * entryBytes));
  let units = 0;
  for (let index = 0; index < samples; index += 1) units += view.getUint32(index * entryBytes);
  return { samples, units };
}

/** Reads `sidx`: the durations of its segments; entries that only refer to further indexes are skipped. */
async function fromSegmentIndex(
  boxReader: BoxReader,
  sidxs: readonly Box[],
  tracks: readonly { readonly id: number; readonly timescale: number }[],
): Promise<FragmentTotals | null> {
  const totals = new Map<number, Total>();
  for (const box of sidxs.slice(0, maxFragments)) {
    const head = await boxReader.payload(box, 24, 32);
    if (head === null) continue;
    const [trackId, timescale] = [head.getUint32(4), head.getUint32(8)];
    const track = tracks.find(({ id }) => id === trackId);
    const countAt = head.getUint8(0) === 0 ? 22 : 30;
    if (track === undefined || timescale === 0 || head.byteLength < countAt + 2) continue;
    const count = head.getUint16(countAt);
    if (box.start + countAt + 2 + count * 12 > box.end) throw new MalformedBoxError('a segment index larger than its box');
    const view = viewOf(await boxReader.bytes(box.start + countAt + 2, count * 12));
    let units = totals.get(trackId)?.units ?? 0;
    for (let index = 0; index < count; index += 1) {
      const isIndex = view.getUint32(index * 12) >= 0x8000_0000;
      if (!isIndex) units += (view.getUint32(index * 12 + 4) * track.timescale) / timescale;
    }
    totals.set(trackId, { samples: 0, units });
  }
  return totals.size === 0 ? null : totals;
}
