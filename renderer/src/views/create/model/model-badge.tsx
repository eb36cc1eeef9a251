// A chip for the documentation status and the stability of a model.
import { Chip } from '../../../components/chip.tsx';
import { messages } from '../../../messages.ts';
import type { Badge } from './model-summary.ts';

const tones: Partial<Readonly<Record<Badge, 'plain' | 'warn'>>> = { stable: 'plain', beta: 'warn' };

/** The badge of a model with its explanation on hover. `badgeOf` chooses it. */
export function BadgeChip({ badge }: { readonly badge: Badge }) {
  const { badges, badgeHints } = messages.modelPicker;
  return (
    <span className="inline-flex" title={badgeHints[badge]}>
      <Chip tone={tones[badge] ?? 'bad'}>{badges[badge]}</Chip>
    </span>
  );
}
