// Computes the take key of a request. All takes of a request have the same key.
import { createHash } from 'node:crypto';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { takeKeyVersion, takeText } from '../../../shared/takes/take-text.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** Half of a SHA-256. This is long enough, because nobody gains by forging a key, and it halves the size of the index. */
const hexDigits = 32;

/** Returns the take key, which begins with its version. Each reference that no longer exists counts as a different content. */
export function takeKeyOf(
  { references, ifReadable }: Pick<Tables, 'references' | 'ifReadable'>,
  request: GenerationRequest,
  isSimulated: boolean,
): string {
  const contentHashOf = (id: number): string => ifReadable(() => references.get(id))?.sha256 ?? `reference ${id}`;
  const hash = createHash('sha256')
    .update(takeText(request, isSimulated, contentHashOf))
    .digest('hex');
  return `${takeKeyVersion}-${hash.slice(0, hexDigits)}`;
}
