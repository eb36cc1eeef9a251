// Rating, flag and favourite of one or several videos, as buttons.
import { Flag, FlagOff, Heart, type LucideIcon } from 'lucide-react';
import { messages } from '../../messages.ts';
import { type Verdict, verdictKeys } from './judge-keys.ts';
import type { ShownVerdict } from './shown-verdict.ts';
import { StarRating } from './star-rating.tsx';

const flags = [
  { name: 'pick', Icon: Flag, tone: 'text-ok' },
  { name: 'reject', Icon: FlagOff, tone: 'text-bad' },
] as const;

interface Props {
  readonly value: ShownVerdict;
  onVerdict(verdict: Verdict): void;
}

/** The controls, with their keys in the tooltips. A click on a set flag removes it. A note says if the videos have different values. */
export function VerdictBar({ value, onVerdict }: Props) {
  const { rating, flag, isFavourite } = value;
  const { favourite, mixed } = messages.judging;
  const isMixed = rating === 'mixed' || flag === 'mixed' || isFavourite === 'mixed';
  return (
    <div className="flex flex-wrap items-center gap-x-1">
      <StarRating value={rating} onChange={(next) => onVerdict({ kind: 'rate', rating: next })} />
      {flags.map(({ name, Icon, tone }) => (
        <VerdictButton
          key={name}
          Icon={Icon}
          label={messages.judging[name]}
          keyName={verdictKeys[name]}
          isOn={flag === name}
          tone={tone}
          onClick={() => onVerdict({ kind: 'flag', flag: flag === name ? null : name })}
        />
      ))}
      <VerdictButton
        Icon={Heart}
        label={favourite}
        keyName={verdictKeys.favourite}
        isOn={isFavourite === true}
        tone="text-accent"
        onClick={() => onVerdict({ kind: 'favourite' })}
      />
      {isMixed && <span className="text-faint text-sm">{mixed}</span>}
    </div>
  );
}

interface ButtonProps {
  readonly Icon: LucideIcon;
  readonly label: string;
  readonly keyName: string;
  readonly isOn: boolean;
  /** The colour of the icon while it is on. */
  readonly tone: string;
  onClick(): void;
}

function VerdictButton({ Icon, label, keyName, isOn, tone, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={label}
      aria-keyshortcuts={keyName}
      title={`${label}${messages.format.aside(keyName)}`}
      onClick={onClick}
      className={`grid size-[26px] place-items-center rounded-control hover:bg-hover ${isOn ? `bg-accent-soft ${tone}` : 'text-dim hover:text-text'}`}
    >
      <Icon size={14} aria-hidden className={isOn ? 'fill-current' : ''} />
    </button>
  );
}
