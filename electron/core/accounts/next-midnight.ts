// Computes the end of the current day in another time zone.

/** Zones change their clocks by multiples of a quarter of an hour. */
const stepMs = 15 * 60_000;
/** The longest calendar day: a zone may repeat a date, and set its clocks back by an hour. */
const maxDayMs = 50 * 3_600_000;

/**
 * The moment at which the date in `zone` changes after `nowMs`, both in Unix milliseconds. That is midnight, or, on a day whose clocks are set
 * forward over midnight, the first moment after it. null for an unknown zone.
 */
export function nextMidnight(zone: string, nowMs: number): number | null {
  const dateAt = dateFormatterFor(zone);
  if (dateAt === null) return null;
  const today = dateAt(nowMs);
  for (let beforeMs = nowMs; beforeMs - nowMs <= maxDayMs; beforeMs += stepMs) {
    if (dateAt(beforeMs + stepMs) !== today) return firstMsWhere((atMs) => dateAt(atMs) !== today, beforeMs, beforeMs + stepMs);
  }
  return null;
}

/** The calendar date at a moment, as text for comparison only. */
function dateFormatterFor(zone: string): ((atMs: number) => string) | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return (atMs) => format.format(atMs);
  } catch {
    return null; // RangeError: no such zone
  }
}

/** The first whole millisecond in (`falseMs`, `trueMs`] at which `holds` is true, if it stays true from some moment on. */
function firstMsWhere(isTrueAt: (atMs: number) => boolean, falseMs: number, trueMs: number): number {
  let [low, high] = [Math.floor(falseMs), Math.ceil(trueMs)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isTrueAt(middle)) high = middle;
    else low = middle;
  }
  return high;
}
