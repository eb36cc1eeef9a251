// Lists the elements that an account has made: their names, their sources, and the ids that later requests use.
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import type { AccountElement } from '../../../shared/ipc.ts';
import { currentParameter, formFor } from '../../../shared/models/index.ts';
import { resultData } from '../../db/rows/stored-json.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** Maximum number of elements listed. The user can still enter the id of an older one. */
const maxListed = 200;

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

function elementOf(resultId: number, data: string | null, request: GenerationRequest, madeAtMs: number): AccountElement | null {
  const serviceElementId = data === null ? undefined : resultData(data).element_id;
  if (typeof serviceElementId !== 'string' && typeof serviceElementId !== 'number') return null;
  const type = currentParameter(formFor(request.model), request, 'model_params.reference_type');
  const mainView = request.references.find(({ role }) => role === 'element-front') ?? request.references[0];
  return {
    resultId,
    elementId: String(serviceElementId),
    name: textOf(request.parameters['model_params.element_name']),
    description: textOf(request.parameters['model_params.element_description']),
    from: type === 'video_refer' ? 'video' : 'images',
    referenceId: mainView?.referenceId ?? null,
    madeAtMs,
  };
}

/** Elements by the profile that made them: they exist in that account only. */
export interface ElementList {
  /** Newest first, at most 200. Leaves out elements for which the service returned no id. */
  list(profileId: number): AccountElement[];
}

/** Called once by `core/compose/`. */
export function createElementList({ tables }: { tables: Tables }): ElementList {
  return {
    list(profileId) {
      return tables.results.elements(profileId, maxListed).flatMap(({ id, taskId, data }) => {
        const task = tables.ifReadable(() => tables.tasks.get(taskId));
        if (task === undefined || task === null) return [];
        return elementOf(id, data, task.request, task.endedAtMs ?? task.changedAtMs) ?? [];
      });
    },
  };
}
