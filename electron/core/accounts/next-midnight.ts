// When the day ends somewhere else, by the rules of that time zone.

/** Zones set their clocks by quarters of an hour at least. */
const stepMs = 15 * 60_000;
/** The longest day by the calendar: one that a zone lived through twice, and an hour of winter time. */
const longestDayMs = 50 * 3_600_000;

/**
 * The moment at which the date in `zone` becomes another one than at `nowMs`, both in milliseconds since 1970. That is midnight, or, on a day whose
 * clocks are set ahead over midnight, the first moment after it. null where the zone is not known here.
 */
export function nextMidnight(zone: string, nowMs: number): number | null {
  const dateAt = dateIn(zone);
  if (dateAt === null) return null;
  const today = dateAt(nowMs);
  for (let beforeMs = nowMs; beforeMs - nowMs <= longestDayMs; beforeMs += stepMs) {
    if (dateAt(beforeMs + stepMs) !== today) return firstMs((atMs) => dateAt(atMs) !== today, beforeMs, beforeMs + stepMs);
  }
  return null;
}

/** The calendar date at a moment, as text that is only compared. */
function dateIn(zone: string): ((atMs: number) => string) | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return (atMs) => format.format(atMs);
  } catch {
    return null; // RangeError: no such zone
  }
}

/** The first whole millisecond in (`falseMs`, `trueMs`] at which it holds, where it holds from some moment on. */
function firstMs(holds: (atMs: number) => boolean, falseMs: number, trueMs: number): number {
  let [low, high] = [Math.floor(falseMs), Math.ceil(trueMs)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
