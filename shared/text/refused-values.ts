// The values that caused the refusal of a call. Pure.

/** Returns the paths of the values in the call, each once. An issue is "path: reason", or only a reason where the whole call was too large. */
export function refusedValues(issues: readonly string[]): readonly string[] {
  const paths = issues.flatMap((issue) => {
    const colon = issue.indexOf(': ');
    return colon > 0 ? [issue.slice(0, colon)] : [];
  });
  return [...new Set(paths)];
}
