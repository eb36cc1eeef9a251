// The chip of a tag or a collection of one or several videos.
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { messages } from '../../messages.ts';

interface Props {
  readonly name: string;
  /** How many of the videos have the tag, or are in the collection. */
  readonly count: number;
  readonly videoCount: number;
  /** What the button says that appears if only some of the videos have it. */
  readonly addLabel: string;
  readonly removeLabel: string;
  onAdd(): void;
  onRemove(): void;
}

/**
 * The name, and a button that takes it from the videos. If only some of the videos have it, the chip shows how many, and a button gives it
 * to all of them. A long name is truncated; the count and the buttons keep their size.
 */
export function NameChip({ name, count, videoCount, addLabel, removeLabel, onAdd, onRemove }: Props) {
  const isOnAll = count === videoCount;
  return (
    <span
      className={`inline-flex h-6 max-w-full items-center rounded-full border border-line-strong pl-2 text-[12px] ${isOnAll ? '' : 'border-dashed text-dim'}`}
    >
      <bdi className="truncate" title={name}>
        {name}
      </bdi>
      {!isOnAll && (
        <>
          <span className="shrink-0 whitespace-pre">{messages.format.aside(messages.judging.onSome(count, videoCount))}</span>
          <ChipButton label={addLabel} onClick={onAdd}>
            <Plus size={11} aria-hidden />
          </ChipButton>
        </>
      )}
      <ChipButton label={removeLabel} onClick={onRemove}>
        <X size={11} aria-hidden />
      </ChipButton>
    </span>
  );
}

interface ButtonProps {
  readonly label: string;
  readonly children: ReactNode;
  onClick(): void;
}

const ChipButton = ({ label, onClick, children }: ButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    onClick={onClick}
    className="grid size-6 shrink-0 place-items-center rounded-full text-dim hover:text-text"
  >
    {children}
  </button>
);
