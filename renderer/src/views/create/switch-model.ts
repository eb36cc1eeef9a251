// Switches the composer to another model, and back.
import { findModel } from '../../../../shared/models/index.ts';
import { updateRequest, useComposer } from './composer-store.ts';
import { switchWithMemory } from './model/remembered-choices.ts';

const { getState, setState } = useComposer;

/**
 * Switches to another model. Values and files that the model cannot take are remembered, and return with a model that can take them.
 * `changes` then lists the differences. Does nothing for the current model.
 */
export function chooseModel(id: string): void {
  const current = getState();
  if (id === current.request.model) return;
  const { request, memory, changes, restoredChoices } = switchWithMemory(current.memory, current.request, id, current.references);
  const hasNote = changes.length + restoredChoices.length > 0;
  // The new model may have a slot for a file that did not fit the old one.
  const problems = current.problems.filter(({ cause }) => cause.kind !== 'no-open-slot');
  updateRequest(request, {
    memory,
    changes: hasNote
      ? { kind: 'switch', model: findModel(id)?.name ?? id, list: changes, restoredChoices, previousModelId: current.request.model }
      : null,
    problems,
  });
}

/** Undoes the last switch of the model with everything it removed. Later choices by hand stay. */
export function undoSwitch(): void {
  const { changes } = getState();
  if (changes?.kind !== 'switch') return;
  chooseModel(changes.previousModelId);
  setState({ changes: null });
}

/** Switches a request that was just loaded to the model that the command names. */
export function switchLoadedModel(modelId: string): void {
  const { request, loadedRequest } = getState();
  chooseModel(modelId);
  if (loadedRequest?.request === request) setState((s) => ({ loadedRequest: { ...loadedRequest, request: s.request } }));
}

/** Dismisses the note about changes that the studio made. */
export function dismissChanges(): void {
  setState({ changes: null });
}
