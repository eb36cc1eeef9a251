// Lists the elements that an account has created: their names, their sources, and the ids for later requests.
import type { GenerationRequest, JsonValue } from '../../../shared/generation.ts';
import type { AccountElement } from '../../../shared/ipc.ts';
import { currentParameter, formFor } from '../../../shared/models/index.ts';
import { resultData } from '../../db/rows/stored-json.ts';
import type { Tables } from '../../db/tables/tables.ts';

/** Maximum number of listed elements. The user can still enter the id of an older element. */
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

/** The elements of each profile. An element exists only in the account that created it. */
export interface ElementList {
  /** The elements of a profile, newest first, at most 200. Elements for which the service returned no id are left out. */
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
