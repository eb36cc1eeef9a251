// Scrolls to a field of the composer and focuses it.

/** Fields of the request body that have another name in the form. */
const formNames: Readonly<Record<string, string>> = {
  duration: 'durationSeconds',
  aspect_ratio: 'aspectRatio',
  generate_audio: 'generateAudio',
  sound: 'generateAudio',
};
const fileFields = [
  'references',
  'image_urls',
  'image_start',
  'image_end',
  'video_url',
  'video_urls',
  'audio_url',
  'audio_urls',
  'ref_image_url',
  'mask_url',
];

const findFieldElement = (field: string): Element | null => {
  const name = formNames[field] ?? field;
  // A slot with a file takes precedence over an empty one.
  if (fileFields.includes(field)) {
    return document.querySelector('[data-slot][data-reference]') ?? document.querySelector('[data-slot], [data-field="references"]');
  }
  return document.querySelector(`[data-field="${CSS.escape(name)}"]`) ?? document.querySelector(`[data-slot="${CSS.escape(name)}"]`);
};

/**
 * Focuses the control of a field: a form field, the role of a slot, `references` for the first file, or a field of the request body.
 * Returns false when there is no such control.
 */
export function focusField(field: string | null): boolean {
  const element = field === null ? null : findFieldElement(field);
  element?.scrollIntoView({ block: 'nearest' });
  // The field itself takes precedence over the buttons above it.
  const control = element?.matches('button')
    ? element
    : (element?.querySelector('textarea, input, select') ?? element?.querySelector('button'));
  if (!(control instanceof HTMLElement)) return false;
  control.focus();
  return true;
}

/** Opens the model picker by pressing its button. Called e.g. for a task whose model was refused. */
export function openModels(): void {
  if (focusField('model') && document.activeElement instanceof HTMLElement) document.activeElement.click();
}
