// The values that a call was refused for. Pure.

/** Their places in the call, each once. An issue is "place: reason", or a reason alone where the whole call was too much. */
export function refusedValues(issues: readonly string[]): readonly string[] {
  const places = issues.flatMap((issue) => {
    const colon = issue.indexOf(': ');
    return colon > 0 ? [issue.slice(0, colon)] : [];
  });
  return [...new Set(places)];
}
