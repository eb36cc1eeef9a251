// Brings a field of the composer into view and puts the focus there.

/** Fields of the wire whose place in the form has another name. */
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

const placeOf = (field: string): Element | null => {
  const name = formNames[field] ?? field;
  // A file that is there comes before the place for another one.
  if (fileFields.includes(field)) {
    return document.querySelector('[data-slot][data-reference]') ?? document.querySelector('[data-slot], [data-field="references"]');
  }
  return document.querySelector(`[data-field="${CSS.escape(name)}"]`) ?? document.querySelector(`[data-slot="${CSS.escape(name)}"]`);
};

/** The control of a field: a form field, a slot's role, `references` for the first file, or a field's name on the wire. True if there is one. */
export function focusField(field: string | null): boolean {
  const place = field === null ? null : placeOf(field);
  place?.scrollIntoView({ block: 'nearest' });
  // The field itself comes before the buttons above it.
  const control = place?.matches('button') ? place : (place?.querySelector('textarea, input, select') ?? place?.querySelector('button'));
  if (!(control instanceof HTMLElement)) return false;
  control.focus();
  return true;
}

/** Opens the list of models. */
export function openModels(): void {
  if (focusField('model') && document.activeElement instanceof HTMLElement) document.activeElement.click();
}
