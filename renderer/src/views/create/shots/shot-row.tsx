// The row of one shot: its number, its text, its length in seconds, and controls that move or remove it.
import { ArrowDown, ArrowUp, GripVertical, X } from 'lucide-react';
import type { DragEvent, KeyboardEvent } from 'react';
import { promptLength, type Shot } from '../../../../../shared/models/index.ts';
import { IconButton } from '../../../components/button.tsx';
import { NumberInput } from '../../../components/number-input.tsx';
import { useDropTarget } from '../../../input/drop-target.ts';
import { messages } from '../../../messages.ts';
import { inputBox } from '../controls/input-class.ts';
import { rememberPromptField } from '../prompt/prompt-insertion.ts';
import { useUndoableText } from '../prompt/text-undo.ts';

interface RowProps {
  readonly shot: Shot;
  /** Position of the shot, from 0. */
  readonly index: number;
  readonly isLast: boolean;
  /** The model's limit for the text; null if it has none. */
  readonly maxCharacters: number | null;
  readonly onChange: (shot: Shot) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The longest text that main accepts. The model's limit, which the check reports, is lower. */
const maxCharactersOfMain = 10_000;

/** The data type of a dragged shot. The data is the position of the shot. */
const shotType = 'application/x-evolink-shot';

/** An item of the shot list. Alt with arrow keys and Enter are handled by the list (`onKeyDown`). */
export function ShotRow({ shot, index, isLast, maxCharacters, onChange, onMove, onRemove, onKeyDown }: RowProps) {
  // A shot that is dropped on this one moves to its position.
  const { isOver, handlers } = useDropTarget(carriesShot, (event) => {
    event.stopPropagation();
    onMove(Number(event.dataTransfer.getData(shotType)), index);
  });
  const { key, field, handleTyped } = useUndoableText<HTMLTextAreaElement>(shot.prompt);
  const text = messages.controls.shots;
  const number = index + 1;
  const isLong = maxCharacters !== null && promptLength(shot.prompt) > maxCharacters;
  return (
    <li
      data-shot={index}
      aria-label={text.shot(number)}
      onKeyDown={onKeyDown}
      {...handlers}
      className={`rounded-panel border bg-raised p-1.5 ${isOver ? 'border-accent' : 'border-line'}`}
    >
      <ShotHead {...{ shot, index, isLast, maxCharacters, onChange, onMove, onRemove }} />
      <textarea
        dir="auto"
        key={key}
        ref={field}
        aria-label={text.prompt(number)}
        aria-invalid={isLong}
        placeholder={text.promptHint}
        rows={2}
        maxLength={maxCharactersOfMain}
        spellCheck
        value={shot.prompt}
        onFocus={rememberPromptField}
        onChange={({ target }) => {
          handleTyped(target.value);
          onChange({ ...shot, prompt: target.value });
        }}
        className={`${inputBox} mt-1 block resize-y px-2 py-1 leading-snug`}
      />
    </li>
  );
}

const carriesShot = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(shotType);

/** The handle, number, counter, seconds and buttons of a shot. */
function ShotHead({ shot, index, isLast, maxCharacters, onChange, onMove, onRemove }: Omit<RowProps, 'onKeyDown'>) {
  const text = messages.controls.shots;
  const number = index + 1;
  const length = promptLength(shot.prompt);
  const isLong = maxCharacters !== null && length > maxCharacters;
  return (
    <div className="flex items-center gap-1">
      {/* Only for the pointer; the buttons and keys do the same. */}
      <span
        aria-hidden
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(shotType, String(index));
          event.dataTransfer.effectAllowed = 'move';
        }}
        className="cursor-grab text-faint"
      >
        <GripVertical size={13} />
      </span>
      <span className="text-sm font-semibold">{text.shot(number)}</span>
      <span className={`ml-auto pr-1 text-sm ${isLong ? 'font-semibold text-bad' : 'text-faint'}`}>
        {text.count(length, maxCharacters)}
      </span>
      <NumberInput
        aria-label={text.seconds(number)}
        min={1}
        step={1}
        value={Number.isFinite(shot.seconds) ? shot.seconds : ''}
        onChange={({ target }) => onChange({ ...shot, seconds: target.valueAsNumber })}
        className="h-[24px] w-[52px] rounded-control border border-line-strong bg-bg px-1.5 text-text select-text focus:border-accent focus:outline-none"
      />
      <span aria-hidden className="text-sm text-faint">
        {text.secondsUnit}
      </span>
      <IconButton label={text.up(number)} disabled={index === 0} onClick={() => onMove(index, index - 1)} className="!size-[22px]">
        <ArrowUp size={13} aria-hidden />
      </IconButton>
      <IconButton label={text.down(number)} disabled={isLast} onClick={() => onMove(index, index + 1)} className="!size-[22px]">
        <ArrowDown size={13} aria-hidden />
      </IconButton>
      <IconButton label={text.remove(number)} onClick={onRemove} className="!size-[22px]">
        <X size={13} aria-hidden />
      </IconButton>
    </div>
  );
}
