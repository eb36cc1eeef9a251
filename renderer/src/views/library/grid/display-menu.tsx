// The popover that chooses how the library is shown: layout, size of the tiles, shape of the pictures.
import { Popover } from '@base-ui/react/popover';
import { LayoutGrid, List } from 'lucide-react';
import type { ComponentProps, CSSProperties } from 'react';
import { libraryLayouts, pictureFits, tilePixelsLimits } from '../../../../../shared/settings/settings-limits.ts';
import { SegmentedControl } from '../../../components/segmented-control.tsx';
import { Switch } from '../../../components/switch.tsx';
import { messages } from '../../../messages.ts';
import { useStudio } from '../../../store/studio-store.ts';
import { changeDisplay, type LibraryDisplay, useDisplay } from './library-display.ts';

/** The button "View" in the header, with its popover. */
export function DisplayMenu() {
  const display = useDisplay();
  const { button, layouts } = messages.library.display;
  const name = `${button}${messages.format.colon}${layouts[display.libraryLayout]}`;
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={name}
        title={name}
        className="grid size-[26px] shrink-0 place-items-center rounded-control text-dim hover:bg-hover hover:text-text data-[popup-open]:bg-hover"
      >
        {display.libraryLayout === 'grid' ? <LayoutGrid size={14} aria-hidden /> : <List size={14} aria-hidden />}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="z-50" align="end" sideOffset={4}>
          <Popover.Popup
            aria-label={button}
            className="flex w-[250px] flex-col gap-3 rounded-panel border border-line-strong bg-raised p-3 shadow-float outline-none"
          >
            <DisplayChoices {...display} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function DisplayChoices({ libraryLayout, libraryTilePixels, libraryPictureFit, libraryStacks }: LibraryDisplay) {
  const { layout, layouts, tileSize, pixels, tileSizeHint, fit, fits } = messages.library.display;
  const isMac = useStudio((s) => s.mirror?.status.app.platform === 'darwin');
  const { min, max } = tilePixelsLimits;
  const share = (libraryTilePixels - min) / (max - min);
  return (
    <>
      <LabelledChoice
        label={layout}
        value={libraryLayout}
        options={libraryLayouts.map((value) => ({ value, text: layouts[value] }))}
        onChange={(value) => changeDisplay({ libraryLayout: value })}
      />
      {libraryLayout === 'grid' && (
        <div>
          <Label>{tileSize}</Label>
          <input
            type="range"
            className="slider"
            aria-label={tileSize}
            aria-valuetext={pixels(libraryTilePixels)}
            title={tileSizeHint(isMac ? '⌘' : 'Ctrl')}
            min={min}
            max={max}
            step={10}
            value={libraryTilePixels}
            onChange={(event) => changeDisplay({ libraryTilePixels: Number(event.target.value) })}
            style={{ '--share': share } as CSSProperties}
          />
        </div>
      )}
      <LabelledChoice
        label={fit}
        value={libraryPictureFit}
        options={pictureFits.map((value) => ({ value, text: fits[value] }))}
        onChange={(value) => changeDisplay({ libraryPictureFit: value })}
      />
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <div aria-hidden className="text-[12px]">
            {messages.takes.stack.choice}
          </div>
          <p className="text-dim text-sm leading-snug">{messages.takes.stack.choiceHint}</p>
        </div>
        <Switch label={messages.takes.stack.choice} isOn={libraryStacks} onChange={(isOn) => changeDisplay({ libraryStacks: isOn })} />
      </div>
    </>
  );
}

/** A label that is hidden from screen readers, because the control beside it has the same accessible name. */
const Label = ({ children }: { readonly children: string }) => (
  <div aria-hidden className="mb-1 text-[12px] text-dim">
    {children}
  </div>
);

const LabelledChoice = <Value extends string>(props: ComponentProps<typeof SegmentedControl<Value>>) => (
  <div>
    <Label>{props.label}</Label>
    <SegmentedControl {...props} />
  </div>
);
