// The footer of the composer: the number of variations, the reason why the request cannot be sent, and the button.
import { Layers } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { ariaKeysOf } from '../../../../../shared/menu-commands.ts';
import type { Model } from '../../../../../shared/models/index.ts';
import { CountSelect } from '../../../components/count-select.tsx';
import type { PaidActionTrigger } from '../../../input/paid-action-guard.ts';
import { messages } from '../../../messages.ts';
import { showStage } from '../../../store/studio-store.ts';
import { useComposer } from '../composer-store.ts';
import { setVariations } from '../edit-request.ts';
import { focusField } from '../focus-field.ts';
import { GenerateButton } from './generate-button.tsx';
import { onGenerateCommand } from './generate-command.ts';
import { generateFromComposer } from './generate-press.ts';
import { GenerateState } from './generate-state.tsx';
import { SendErrorNotice } from './send-error-notice.tsx';
import { type GenerateAction, generateActionOf, type Readiness } from './submit-request.ts';
import { useWaitReason } from './wait-note.tsx';

/** The largest number of tasks per press. */
const maxVariations = 8;

/**
 * The Generate button of the composer, and the notes about the next and the last press. While the bar is mounted, the Generate key and menu
 * item press its button.
 */
export function GenerateBar({ readiness, model }: { readonly readiness: Readiness; readonly model: Model }) {
  const { variations, isSubmitting, sendError } = useComposer();

  const { button, press } = useGeneratePress(readiness);
  const reason = useWaitReason();
  const action = generateActionOf(readiness, reason);
  useStartupMark(readiness.kind !== 'not-now');

  return (
    // When there is little room, the messages scroll and the button stays visible.
    <div className="flex min-h-0 flex-col gap-2 border-t border-line px-3 py-2.5">
      <div className="-m-1 grid min-h-0 gap-2 overflow-y-auto p-1">
        {sendError !== null && <SendErrorNotice error={sendError} />}
        <GenerateState readiness={readiness} model={model} variations={variations} reason={reason} />
      </div>
      <div className="flex flex-none gap-2">
        <CountSelect
          label={messages.composer.variations}
          value={variations}
          max={maxVariations}
          textOf={messages.composer.times}
          onChange={setVariations}
          className="h-[34px] rounded-panel"
        />
        <button
          type="button"
          aria-label={messages.batch.open}
          aria-keyshortcuts={ariaKeysOf('batch')}
          title={messages.batch.openHint}
          onClick={() => showStage({ kind: 'batch' })}
          className="grid size-[34px] flex-none place-items-center rounded-panel border border-line-strong bg-raised text-dim hover:bg-hover hover:text-text"
        >
          <Layers size={15} aria-hidden />
        </button>
        <GenerateButton
          ref={button}
          action={action}
          label={isSubmitting ? messages.composer.generating : labelOf(action)}
          isSubmitting={isSubmitting}
          describedBy="generate-state"
          className="min-w-0 flex-1"
          onPress={() => press('button')}
        />
      </div>
    </div>
  );
}

interface GeneratePress {
  readonly button: RefObject<HTMLButtonElement | null>;
  /** Submits the request, or focuses the field that has the reason why it cannot be sent. */
  press(by: PaidActionTrigger): void;
}

/** Returns the ref of the button and the handler of a press, which also handles the key and the menu item. */
function useGeneratePress(readiness: Readiness): GeneratePress {
  const button = useRef<HTMLButtonElement>(null);

  const press = (by: PaidActionTrigger): void => {
    const outcome = generateFromComposer(by, readiness);
    switch (outcome.kind) {
      case 'not-now':
        focusField(outcome.field);
        return;
      case 'needs-button':
        button.current?.focus();
        return;
      case 'sent':
      case 'ignored':
        return;
    }
  };
  const latestPress = useRef(press);
  latestPress.current = press;
  useEffect(() => onGenerateCommand((by) => latestPress.current(by)), []);
  return { button, press };
}

function useStartupMark(isReady: boolean): void {
  const isMarked = useRef(false);
  useEffect(() => {
    if (!isReady || isMarked.current) return;
    isMarked.current = true;
    // Marks the end of the measured start-up: from here on, the prompt takes keys and Generate works.
    performance.mark('composer-usable');
  }, [isReady]);
}

function labelOf(action: GenerateAction): string {
  switch (action) {
    case 'wait':
      return messages.composer.addToQueue;
    case 'anyway':
      return messages.composer.sendAnyway;
    case 'send':
    case 'nothing':
      return messages.composer.generate;
  }
}
