// How the end-to-end test files are divided into parts of about the same duration. Pure; `e2e.mjs` runs them.

/**
 * Divides `files` into `count` lists, the longest file first and each into the part that has the least so far. `seconds` names how long a file
 * took; one that it does not name is taken for an average one. A part may be empty where there are fewer files than parts.
 */
export function divide(files, seconds, count) {
  const known = files.filter((file) => seconds[file] !== undefined);
  const average = known.length === 0 ? 1 : known.reduce((sum, file) => sum + seconds[file], 0) / known.length;
  const lasts = (file) => seconds[file] ?? average;
  const parts = Array.from({ length: count }, () => ({ files: [], seconds: 0 }));
  for (const file of files.toSorted((a, b) => lasts(b) - lasts(a) || a.localeCompare(b))) {
    const least = parts.reduce((best, part) => (part.seconds < best.seconds ? part : best));
    least.files.push(file);
    least.seconds += lasts(file);
  }
  return parts.map((part) => part.files);
}

/**
 * Whole seconds per file of one part, whose files ran one after another from `beganAtMs` on: from the end of the file before to the end of its
 * last test, so that what is started and built before its tests counts for it.
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
