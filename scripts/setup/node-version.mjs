// The two minimum versions of Node, and how versions are compared.

/** The oldest Node that a machine must have. */
export const NODE_FOR_SETUP = '20.19.0';
/** The oldest Node that the tools run on; npm installs one where it exists for the platform. */
export const NODE_FOR_TOOLS = '22.14.0';

/** Compares versions of three numbers, such as `22.14.0`. A part that is no number counts as 0. */
export function isAtLeast(version, wanted) {
  const parts = (text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [have, want] = [parts(version), parts(wanted)];
  for (let i = 0; i < 3; i++) if (have[i] !== want[i]) return have[i] > want[i];
  return true;
}
