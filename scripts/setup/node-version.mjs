// The two minimum versions of Node, and how versions are compared.

/** The oldest Node that a machine must have. */
export const nodeForSetup = '20.19.0';
/** The oldest Node that the tools run on; npm installs one where it exists for the platform. */
export const nodeForTools = '22.14.0';

/** Compares versions of three numbers, such as `22.14.0`. A part that is no number counts as 0. */
export function isAtLeast(version, minimum) {
  const parts = (text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [actualParts, minimumParts] = [parts(version), parts(minimum)];
  for (let i = 0; i < 3; i++) if (actualParts[i] !== minimumParts[i]) return actualParts[i] > minimumParts[i];
  return true;
}
