// Undo and redo over the whole form of the composer. A text field takes its own text back; this is for everything else in the composer.
import { type ComposerState, updateRequest, useComposer } from './composer-store.ts';
import { changedField, type FormHistory, noHistory, recordChange, step } from './form-history.ts';
import { rememberedChoicesOf } from './model/remembered-choices.ts';
import { readReferences } from './read-references.ts';

/** What a step restores. */
type Form = Pick<ComposerState, 'request' | 'sourceTaskId' | 'loadedRequest' | 'isExample' | 'variations'>;

let history: FormHistory<Form> = noHistory;
/** While a step is restored, and the files of its request are read, a change of the request is no step. */
let isRestoring = false;

const formOf = ({ request, sourceTaskId, loadedRequest, isExample, variations }: ComposerState): Form => ({
  request,
  sourceTaskId,
  loadedRequest,
  isExample,
  variations,
});

/** A task taken out of the queue exists only in the composer: no step leads across its arrival and its end. */
const isAnotherEdit = (a: ComposerState, b: ComposerState): boolean =>
  a.isEdit !== b.isEdit || (a.isEdit && a.sourceTaskId !== b.sourceTaskId);

/** Records the changes of the form; returns the function that ends it. The steps last as long as the window. */
export function startFormHistory(): () => void {
  return useComposer.subscribe((current, previous) => {
    if (isAnotherEdit(current, previous)) history = noHistory;
    else if (current.request !== previous.request && current.isDirty && !isRestoring) {
      const field = changedField(previous.request, current.request);
      history = recordChange(history, formOf(previous), field, performance.now());
    }
  });
}

/** Takes the last step back, or goes it again. Returns false where there is none. Never raises the number of tasks, which multiplies the cost. */
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
    // A draft that is in the form again is no replaced one.
    replacedDrafts: state.replacedDrafts.filter(({ request }) => request !== form.request),
  });
  history = target.history;
  void readReferences(form.request).finally(() => {
    isRestoring = false;
  });
  return true;
}
