// The take key of a request: equal for all its takes.
import { createHash } from 'node:crypto';
import type { GenerationRequest } from '../../../shared/generation.ts';
import { takeKeyVersion, takeText } from '../../../shared/takes/take-text.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** Half of a SHA-256: long enough, because nobody gains by forging a key, and it halves the index. */
const hexDigits = 32;

/** Returns the key, which begins with its version. A reference that no longer exists counts as a content of its own. */
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
