// Decides whether a template can be saved. Pure. Names are unique among templates that are not removed.

/** Maximum number of templates; more could not be told apart by name. */
const maxTemplates = 500;

/** The facts that decide whether a template is saved. */
interface TemplateSave {
  /** The template to change; null for a new one. */
  readonly id: number | null;
  /** The other template with the same name; null if there is none. */
  readonly namesakeId: number | null;
  /** The number of templates, without removed ones. */
  readonly count: number;
}

/** The reason why the template cannot be saved; null when it can. Changing a template does not count against the limit. */
export function templateRefusal({ id, namesakeId, count }: TemplateSave): 'name-taken' | 'too-many' | null {
  if (namesakeId !== null && namesakeId !== id) return 'name-taken';
  return id === null && count >= maxTemplates ? 'too-many' : null;
}
