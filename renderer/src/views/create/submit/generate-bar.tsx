// The foot of the composer: how many, why it cannot be sent, and the button.
import { AlertTriangle, Check, Layers } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ariaKeysOf } from '../../../../../shared/menu-commands.ts';
import type { Issue, Model } from '../../../../../shared/models/index.ts';
import { ErrorNotice } from '../../../components/errors/error-notice.tsx';
import type { PaidActionTrigger } from '../../../input/paid-action-guard.ts';
import { messages } from '../../../messages.ts';
import { selectStatus, showStage, useStudio } from '../../../store/studio-store.ts';
import { setVariations, useComposer } from '../composer-store.ts';
import { fixFirst } from '../fixing/start-fix.ts';
import { focusField } from '../focus-field.ts';
import { StopAddingButton } from '../references/cancel-adding-button.tsx';
import { GenerateButton } from './generate-button.tsx';
import { onGenerateCommand } from './generate-command.ts';
import { generateFromComposer } from './generate-press.ts';
import { type GenerateAction, generateActionOf, type Readiness } from './submit-request.ts';
import { useRequestEstimate } from './use-request-estimate.ts';
import { useStillWaiting, useWaitReason, WaitNote } from './wait-note.tsx';

const variationChoices = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export function GenerateBar({ readiness, model }: { readonly readiness: Readiness; readonly model: Model }) {
  const { variations, sending, sendError } = useComposer();
  const activeId = useStudio((s) => selectStatus(s)?.activeProfileId ?? null);

  const button = useRef<HTMLButtonElement>(null);

  const press = (by: PaidActionTrigger): void => {
    const pressed = generateFromComposer(by, readiness);
    switch (pressed.kind) {
      case 'not-now':
        focusField(pressed.field);
        return;
      case 'needs-button':
        button.current?.focus();
        return;
      case 'sent':
      case 'ignored':
        return;
    }
  };
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => onGenerateCommand((by) => latest.current(by)), []);

  // Until something is changed the foot says what became of the last press: nobody should press again to be sure.
  const justSent = useComposer((s) => (s.sent === s.request && !s.sending ? s.sentIds : none));
  const reason = useWaitReason();
  const stillWaiting = useStillWaiting(justSent);
  const meaning = generateActionOf(readiness, reason);
  const isReady = readiness.kind !== 'not-now';
  const isMarked = useRef(false);
  useEffect(() => {
    if (!isReady || isMarked.current) return;
    isMarked.current = true;
    // What start-up is measured by: from here on the prompt takes keys and Generate sends.
    performance.mark('composer-usable');
  }, [isReady]);

  return (
    // Where there is little room, what is said scrolls and the button stays.
    <div className="flex min-h-0 flex-col gap-2 border-t border-line px-3 py-2.5">
      <div className="-m-1 grid min-h-0 gap-2 overflow-y-auto p-1">
        {sendError !== null && (
          <ErrorNotice
            error={sendError}
            steps={{
              'replace-key': () => showStage(activeId === null ? { kind: 'settings' } : { kind: 'settings', keyOf: activeId }),
              'choose-profile': () => showStage({ kind: 'settings' }),
              'change-images': () => focusField('references'),
              'fix-image': () => void (fixFirst() || focusField('references')),
              'edit-request': () => focusField(sendError.kind === 'request-blocked' ? (sendError.issues[0]?.field ?? 'prompt') : 'prompt'),
            }}
          />
        )}
        <div id="generate-state" aria-live="polite" className="min-h-[17px] text-[12px] leading-snug text-dim">
          {justSent.length > 0 && isReady ? (
            reason !== null && stillWaiting > 0 ? (
              <WaitNote reason={reason} added={stillWaiting} />
            ) : (
              <Sent count={justSent.length} />
            )
          ) : (
            <div className="grid gap-1.5">
              {reason !== null && isReady && <WaitNote reason={reason} added={0} />}
              <div>
                <State {...{ readiness, model, variations }} />
              </div>
              <div className="empty:hidden">
                <StopAddingButton />
              </div>
            </div>
          )}
        </div>
      </div>
      <div className="flex flex-none gap-2">
        <select
          aria-label={messages.composer.variations}
          value={variations}
          onChange={({ target }) => setVariations(Number(target.value))}
          className="h-[34px] w-16 rounded-panel border border-line-strong bg-raised px-2 text-text hover:bg-hover"
        >
          {variationChoices.map((count) => (
            <option key={count} value={count}>
              {messages.composer.times(count)}
            </option>
          ))}
        </select>
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
          meaning={meaning}
          label={sending ? messages.composer.generating : labelOf(meaning)}
          sending={sending}
          describedBy="generate-state"
          className="min-w-0 flex-1"
          onPress={() => press('button')}
        />
      </div>
    </div>
  );
}

const none: readonly number[] = [];

function labelOf(meaning: GenerateAction): string {
  switch (meaning) {
    case 'wait':
      return messages.composer.addToQueue;
    case 'anyway':
      return messages.composer.sendAnyway;
    case 'send':
    case 'nothing':
      return messages.composer.generate;
  }
}

function Sent({ count }: { readonly count: number }) {
  return (
    <button
      type="button"
      className="flex items-center gap-1.5 rounded-control text-ok hover:underline"
      onClick={() => showStage({ kind: 'queue' })}
    >
      <Check aria-hidden className="size-3.5 flex-none" />
      {messages.composer.sent(count)}
    </button>
  );
}

interface StateProps {
  readonly readiness: Readiness;
  readonly model: Model;
  readonly variations: number;
}

function State({ readiness, model, variations }: StateProps) {
  switch (readiness.kind) {
    case 'not-now':
      return <span>{readiness.why}</span>;
    case 'advised':
      return (
        <div className="grid gap-1.5">
          <Advice advice={readiness.advice} />
          <Order model={model} variations={variations} />
        </div>
      );
    case 'ready':
      return <Order model={model} variations={variations} />;
  }
}

/** What speaks against sending it, in two lines at most: all of it stands beside the fields, where this leads. */
function Advice({ advice }: { readonly advice: readonly Issue[] }) {
  const sentences = advice.map(({ code, values }) => messages.issueText[code](values)).join(' ');
  return (
    <button
      type="button"
      title={sentences}
      className="flex gap-1.5 rounded-control text-left text-text hover:underline"
      onClick={() => focusField(advice[0]?.field ?? null)}
    >
      <AlertTriangle aria-hidden className="mt-px size-3.5 flex-none text-warn" />
      <span className="line-clamp-2">{sentences}</span>
    </button>
  );
}

/** What pressing the button orders: how many of what, and what that will probably cost and take. */
function Order({ model, variations }: Pick<StateProps, 'model' | 'variations'>) {
  const known = useRequestEstimate(useComposer((s) => s.request));
  const { estimate } = messages.prompts;
  return (
    <>
      <span className="flex gap-2">
        <span className="truncate" title={model.name}>
          {model.makes === 'video' || variations > 1 ? messages.composer.summary(variations) : messages.composer.one[model.makes]}
          {` · ${model.name}`}
        </span>
        {known?.simulated === true && <span className="ml-auto flex-none text-faint">{messages.composer.simulated}</span>}
      </span>
      {/* Its line is there before the answer is, so that the button does not move. */}
      <span
        className="block min-h-[17px] truncate text-faint"
        title={known === null ? '' : estimate.why[known.estimate.basis](known.estimate.samples)}
      >
        {known !== null && estimate.text(known.estimate, variations, known.simulated)}
      </span>
    </>
  );
}
