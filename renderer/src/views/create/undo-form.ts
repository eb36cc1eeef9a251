// Undo and redo for the whole form of the composer. A text field undoes its own edits instead.
import { type ComposerState, updateRequest, useComposer } from './composer-store.ts';
import { changedField, type FormHistory, noHistory, recordChange, step } from './form-history.ts';
import { rememberedChoicesOf } from './model/remembered-choices.ts';
import { readReferences } from './read-references.ts';

/** The parts of the composer's state that undo and redo restore. */
type Form = Pick<ComposerState, 'request' | 'sourceTaskId' | 'loadedRequest' | 'isExample' | 'variations'>;

let history: FormHistory<Form> = noHistory;
/** True while a step is being restored and the files of its request are being loaded. Changes of the request then record no step. */
let isRestoring = false;

const formOf = ({ request, sourceTaskId, loadedRequest, isExample, variations }: ComposerState): Form => ({
  request,
  sourceTaskId,
  loadedRequest,
  isExample,
  variations,
});

/**
 * True when a task taken out of the queue arrives in the composer or leaves it. The task exists only there, so undo must not cross this
 * change.
 */
const isAnotherEdit = (a: ComposerState, b: ComposerState): boolean =>
  a.isEdit !== b.isEdit || (a.isEdit && a.sourceTaskId !== b.sourceTaskId);

/** Records changes of the form; returns the function that stops recording. The history lasts as long as the window. */
export function startFormHistory(): () => void {
  return useComposer.subscribe((current, previous) => {
    if (isAnotherEdit(current, previous)) history = noHistory;
    else if (current.request !== previous.request && current.isDirty && !isRestoring) {
      const field = changedField(previous.request, current.request);
      history = recordChange(history, formOf(previous), field, performance.now());
    }
  });
}

/** Undoes or redoes one step. Returns false when there is none. Never increases the number of tasks, because it multiplies the cost. */
export function undoForm(direction: 'undo' | 'redo'): boolean {
  const state = useComposer.getState();
  const target = step(history, formOf(state), direction);
  if (target === null) return false;
  const { form } = target;
  isRestoring = true;
  updateRequest(form.request, {
    ...form,
    variations: Math.min(form.variations, state.variations),
    memory: rememberedChoicesOf(form.request),
    changes: null,
    loadedFrom: null,
    // A draft that is restored into the form no longer counts as replaced.
    replacedDrafts: state.replacedDrafts.filter(({ request }) => request !== form.request),
  });
  history = target.history;
  void readReferences(form.request).finally(() => {
    isRestoring = false;
  });
  return true;
}
