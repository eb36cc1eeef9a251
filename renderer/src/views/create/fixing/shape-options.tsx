// The options of the fixing dialog: crop or pad, and the background of a padded picture.
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { messages } from '../../../messages.ts';
import type { BackgroundChoice, ShapeChoice } from './use-shape-choice.ts';

/** Controls for a `ShapeChoice`. The background is offered only for padding, the colour only for a plain background. */
export function ShapeOptions({ mode, setMode, background, setBackground, colour, setColour }: ShapeChoice) {
  return (
    <div className="flex min-h-[34px] flex-wrap items-center gap-2">
      <SegmentedControl<'crop' | 'pad'>
        label={messages.fixing.fitMethod}
        value={mode}
        onChange={setMode}
        options={(['crop', 'pad'] as const).map((value) => ({ value, text: messages.fixing.fitMethods[value] }))}
        className="w-40"
      />
      {mode === 'pad' && (
        <SegmentedControl<BackgroundChoice>
          label={messages.fixing.background}
          value={background}
          onChange={setBackground}
          options={(['blur', 'black', 'white', 'colour'] as const).map((value) => ({ value, text: messages.fixing.backgrounds[value] }))}
          className="w-72"
        />
      )}
      {mode === 'pad' && background === 'colour' && (
        <input
          type="color"
          aria-label={messages.fixing.colour}
          value={colour}
          onChange={({ target }) => setColour(target.value)}
          className="h-8 w-11 rounded-control border border-line-strong bg-raised p-0.5"
        />
      )}
      {mode === 'crop' && <span className="text-dim text-sm">{messages.fixing.frameHint}</span>}
    </div>
  );
}
