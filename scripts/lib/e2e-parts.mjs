// Divides the end-to-end test files into parts of about the same duration. Pure; `e2e.mjs` runs them.

/**
 * Divides `files` into `count` lists: the longest file first, each into the part with the shortest duration so far. `seconds` has the duration of each
 * file; a file without one counts as average. Parts may be empty where there are fewer files than parts.
 */
export function divide(files, seconds, count) {
  const measured = files.filter((file) => seconds[file] !== undefined);
  const average = measured.length === 0 ? 1 : measured.reduce((sum, file) => sum + seconds[file], 0) / measured.length;
  const durationOf = (file) => seconds[file] ?? average;
  const parts = Array.from({ length: count }, () => ({ files: [], seconds: 0 }));
  for (const file of files.toSorted((a, b) => durationOf(b) - durationOf(a) || a.localeCompare(b))) {
    const shortest = parts.reduce((best, part) => (part.seconds < best.seconds ? part : best));
    shortest.files.push(file);
    shortest.seconds += durationOf(file);
  }
  return parts.map((part) => part.files);
}

/**
 * Returns whole seconds per file of one part, whose files ran one after another from `beganAtMs` on: from the end of the previous file to the end of its
 * last test, so that its start and set-up count.
 */
export function secondsPerFile(tests, beganAtMs) {
  const files = {};
  let endedAtMs = beganAtMs;
  for (const { file, startMs, seconds } of tests.filter(({ startMs }) => startMs !== null).toSorted((a, b) => a.startMs - b.startMs)) {
    const endMs = startMs + seconds * 1_000;
    files[file] = (files[file] ?? 0) + Math.max(0, endMs - endedAtMs);
    endedAtMs = Math.max(endedAtMs, endMs);
  }
  return Object.fromEntries(Object.entries(files).map(([file, ms]) => [file, Math.max(1, Math.round(ms / 1_000))]));
}
