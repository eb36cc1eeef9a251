// The slots for files: a tile for each file of the request and for each empty slot, and the problems.
import { AlertTriangle, ChevronRight, Link, X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { GenerationRequest, Reference } from '../../../../../shared/generation.ts';
import { formFor, type Issue, isUnknownModel, type Model, type SlotState, slotStates } from '../../../../../shared/models/index.ts';
import { Button, IconButton } from '../../../components/button.tsx';
import { NamedText } from '../../../components/named-text.tsx';
import { messages } from '../../../messages.ts';
import { closeSlotDialog, openSlotDialog, useSlotDialog } from '../../slot-menu/slot-dialog-store.ts';
import { SlotDialogs } from '../../slot-menu/slot-dialogs.tsx';
import { useComposer } from '../composer-store.ts';
import { Field, issuesOf } from '../controls/form-field.tsx';
import { dismissProblem } from '../edit-request.ts';
import { type FileProblem, problemText } from '../file-problems.ts';
import { fileKinds } from '../model/model-summary.ts';
import { allowAndAdd } from './add-references.ts';
import { FullSlot } from './full-slot.tsx';
import { SlotTiles } from './slot-tiles.tsx';
import { uniquePictureIssues } from './unique-picture-issues.ts';

interface SlotsProps {
  readonly request: GenerationRequest;
  readonly references: ReadonlyMap<number, Reference>;
  readonly model: Model;
  readonly issues: readonly Issue[];
  /** Files are being dragged over the composer. */
  readonly isDraggingFiles: boolean;
}

/**
 * The references editor of the composer, made from the slots of the chosen model. Files whose role the model does not have stay visible.
 * Without slots and files, only problems are shown.
 */
export function SlotsField({ request, references, model, issues, isDraggingFiles }: SlotsProps) {
  const isAdding = useComposer((s) => s.additionIds.length > 0);
  const isAddressOpen = useSlotDialog((s) => s.dialog?.kind === 'address');
  const addressButton = useFocusReturn();
  const slots = slotStates(request);
  const modelRoles = formFor(request.model).slots.map(({ role }) => role);
  const unplaced = request.references.filter(({ role }) => !modelRoles.includes(role));
  if (slots.length === 0 && unplaced.length === 0) {
    return (
      // The negative margin removes the gap around this element while there is nothing to show.
      <div className="has-[>:empty]:-mb-3">
        <FileProblems />
      </div>
    );
  }

  const isFramesOnly = slots.every(({ slot }) => slot.role === 'first-frame' || slot.role === 'last-frame');
  const kinds = fileKinds(model);
  const [kind = 'image'] = kinds;
  const roles = [...modelRoles, ...unplaced.map(({ role }) => role)];
  const rareSlots = slots.filter(isRareSlot);
  // The form of a typed model id has the slots of all models, so each slot shows its wire field.
  const isWireFieldShown = isUnknownModel(model.id);
  const isWide = roles.length === 1 && slots[0]?.slot.max === 1;
  return (
    <Field
      id="references"
      label={isFramesOnly ? messages.composer.frames : messages.composer.references}
      remark={
        <span className="inline-flex items-center gap-1 align-bottom">
          {isAdding ? messages.composer.adding : messages.composer.dropHere[kinds.length > 1 ? 'several' : kind]}
          <IconButton
            ref={addressButton}
            label={messages.composer.addAddress}
            aria-expanded={isAddressOpen}
            onClick={() => (isAddressOpen ? closeSlotDialog() : openSlotDialog({ kind: 'address', target: null }))}
            className="!size-[18px]"
          >
            <Link size={12} aria-hidden />
          </IconButton>
        </span>
      }
      issues={uniquePictureIssues(issuesOf(issues, ...roles))}
    >
      <SlotDialogs />
      <div className={`grid gap-2 ${isWide ? 'grid-cols-1' : 'grid-cols-2'}`}>
        <SlotTiles slots={slots.filter((one) => !isRareSlot(one))} {...{ request, references, isWireFieldShown, isDraggingFiles }} />
        <UnplacedFiles unplaced={unplaced} {...{ request, references }} />
      </div>
      {rareSlots.length > 0 && <RareSlots slots={rareSlots} {...{ request, references, isWireFieldShown, isDraggingFiles }} />}
      <FileProblems />
    </Field>
  );
}

/** Returns a ref for the button that gets the focus back when a dialog beside the slots closes. */
function useFocusReturn() {
  const button = useRef<HTMLButtonElement>(null);
  const isDialogOpen = useSlotDialog((s) => s.dialog !== null);
  const wasDialogOpen = useRef(false);
  useLayoutEffect(() => {
    if (wasDialogOpen.current && !isDialogOpen && document.activeElement === document.body) button.current?.focus();
    wasDialogOpen.current = isDialogOpen;
  }, [isDialogOpen]);
  return button;
}

/** True for an empty slot that few models have. */
const isRareSlot = ({ slot, used }: SlotState): boolean => slot.isRare === true && used === 0;

/** Messages shown at once: a whole folder dropped by mistake should not fill the composer. */
const maxProblems = 4;

/** Why a file was not added. Announced by screen readers; stays until it is dismissed or another file is tried. */
function FileProblems() {
  const problems = useComposer((s) => s.problems);
  return (
    <div aria-live="polite">
      {problems.slice(0, maxProblems).map((problem) => (
        <div key={problem.id} className="mt-2 flex gap-2 rounded-panel bg-bad-soft px-2.5 py-2 text-[12px] leading-snug">
          <AlertTriangle aria-hidden className="mt-px size-3.5 flex-none text-bad" />
          <span className="min-w-0 flex-1 break-words select-text">
            <ProblemText problem={problem} />
          </span>
          <ProblemStep cause={problem.cause} />
          <IconButton label={messages.app.dismiss} onClick={() => dismissProblem(problem.id)} className="!size-[18px]">
            <X size={12} aria-hidden />
          </IconButton>
        </div>
      ))}
      {problems.length > maxProblems && (
        <p className="mt-2 px-2.5 text-[12px] text-dim">{messages.composer.moreProblems(problems.length - maxProblems)}</p>
      )}
    </div>
  );
}

/** The button for the next step, if there is one. */
function ProblemStep({ cause }: Pick<FileProblem, 'cause'>) {
  if (cause.kind !== 'address-needs-permission') return null;
  const label = messages.errorText({ kind: 'host-needs-permission', host: cause.host }).action?.label;
  return (
    <Button size="small" onClick={() => void allowAndAdd(cause)}>
      {label}
    </Button>
  );
}

function ProblemText({ problem }: { readonly problem: FileProblem }) {
  const { title, detail } = problemText(problem);
  const name = 'name' in problem.cause ? problem.cause.name : '';
  return (
    <>
      <b className="font-semibold">
        <NamedText text={title} name={name} />
      </b>
      {messages.format.sentenceGap}
      <NamedText text={detail} name={name} />
    </>
  );
}

interface RareSlotsProps extends Pick<SlotsProps, 'request' | 'references' | 'isDraggingFiles'> {
  readonly slots: readonly SlotState[];
  readonly isWireFieldShown: boolean;
}

/** The slots that few models have, in a section that is collapsed at first. */
function RareSlots({ slots, request, references, isWireFieldShown, isDraggingFiles }: RareSlotsProps) {
  return (
    <details className="group/places mt-2">
      <summary className="flex list-none items-center gap-1 rounded-control text-sm text-dim">
        <ChevronRight aria-hidden className="size-3.5 text-faint transition-transform duration-100 group-open/places:rotate-90" />
        {messages.composer.moreSlots}
      </summary>
      <div className="mt-2 grid grid-cols-2 gap-2">
        <SlotTiles slots={slots} {...{ request, references, isWireFieldShown, isDraggingFiles }} />
      </div>
    </details>
  );
}

interface UnplacedFilesProps extends Pick<SlotsProps, 'request' | 'references'> {
  /** Files whose role the model does not have. */
  readonly unplaced: GenerationRequest['references'];
}

function UnplacedFiles({ unplaced, request, references }: UnplacedFilesProps) {
  return unplaced.map((use) => (
    <FullSlot
      key={`unplaced ${use.role} ${use.referenceId}`}
      role={use.role}
      label={messages.composer.slotTitle(use.role, 1)}
      index={request.references.indexOf(use)}
      swapWith={null}
      reference={references.get(use.referenceId) ?? null}
      referenceId={use.referenceId}
    />
  ));
}
