// How far a model can be trusted, as a mark.
import { Chip } from '../../components/chip.tsx';
import { words } from '../../words.ts';
import type { Badge } from './model-facts.ts';

export function BadgeChip({ badge }: { readonly badge: Badge }) {
  const { badges, badgeHints } = words.modelPicker;
  return (
    <span className="inline-flex" title={badgeHints[badge]}>
      <Chip tone={badge === 'beta' ? 'warn' : 'bad'}>{badges[badge]}</Chip>
    </span>
  );
}
