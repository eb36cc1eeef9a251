// The first and the last line of a quick check.
import { totalSeconds } from './selection.mjs';

const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
const roundedSeconds = (tests) => `${Math.round(totalSeconds(tests))} s`;

/** Returns the first line: what has changed and which tests run. */
export function announcement({ kind, selected, omitted }, changed, since) {
  if (kind === 'none') return `quick: nothing changed since ${since}; only types and lint are run`;
  const what = `quick: ${count(changed, 'file')} changed since ${since}${kind === 'documents' ? ', documents only' : ''}`;
  const reached = [...selected, ...omitted];
  if (reached.length === 0) return `${what}; no test reaches them`;
  return `${what}; selected ${selected.length} of ${count(reached.length, 'test file')} (${roundedSeconds(selected)} of ${roundedSeconds(reached)} of test time)`;
}

/** Returns the last line, which says what was left out, so that nobody mistakes a quick check for the gate. */
export function closingLine(result, { kind, selected, omitted }) {
  return `quick: ${result}; left out: ${[...leftOut(kind, selected, omitted), 'build and end-to-end tests'].join(', ')} (npm test runs them)`;
}

function leftOut(kind, selected, omitted) {
  const types = kind === 'documents' ? ['types'] : [];
  if (selected.length === 0) return [...types, 'all unit and contract tests'];
  const reached = `${omitted.length} of ${count(selected.length + omitted.length, 'test file')} that the change reaches (${roundedSeconds(omitted)})`;
  return [...types, ...(omitted.length === 0 ? [] : [reached]), 'tests that it does not reach'];
}
