// Computes the end of the current day in another time zone.

/** Time zones change their clocks by multiples of a quarter of an hour. */
const stepMs = 15 * 60_000;
/** The longest possible calendar day: a zone may repeat a date and also set its clocks back by an hour. */
const maxDayMs = 50 * 3_600_000;

/**
 * The next moment after `nowMs` at which the date in `zone` changes; both are Unix milliseconds. This is midnight, or the first moment
 * after it if the clocks are set forward over midnight. null if the zone is unknown.
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

/** Returns a function that formats the calendar date at a moment. The text is for comparison only. */
function dateFormatterFor(zone: string): ((atMs: number) => string) | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    return (atMs) => format.format(atMs);
  } catch {
    return null; // RangeError: no such zone
  }
}

/** The first whole millisecond in (`falseMs`, `trueMs`] at which `isTrueAt` is true, provided that it stays true from then on. */
function firstMsWhere(isTrueAt: (atMs: number) => boolean, falseMs: number, trueMs: number): number {
  let [low, high] = [Math.floor(falseMs), Math.ceil(trueMs)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isTrueAt(middle)) high = middle;
    else low = middle;
  }
  return high;
}
