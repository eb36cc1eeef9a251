// Decides whether a template can be saved. Pure. The name must be unique among all templates that are not removed.

/** Maximum number of templates. The user could not tell more of them apart by name. */
const maxTemplates = 500;

/** What decides whether a template can be saved. */
interface TemplateSave {
  /** The template to change; null for a new one. */
  readonly id: number | null;
  /** The id of another template with the same name; null if there is none. */
  readonly namesakeId: number | null;
  /** The number of templates that are not removed. */
  readonly count: number;
}

/** The reason why the template cannot be saved; null if it can. A change of an existing template is allowed at the maximum number. */
export function templateRefusal({ id, namesakeId, count }: TemplateSave): 'name-taken' | 'too-many' | null {
  if (namesakeId !== null && namesakeId !== id) return 'name-taken';
  return id === null && count >= maxTemplates ? 'too-many' : null;
}
