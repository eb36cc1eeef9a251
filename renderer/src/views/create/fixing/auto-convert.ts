// Pictures that the file host does not take (BMP, TIFF) become PNG as soon as the request names them, from wherever they come. Colours and
// pixels stay; what was given stays among the references.
import { formatOf, hostedImageFormats } from '../../../../../shared/models/index.ts';
import { useComposer } from '../composer-store.ts';

/** What could not be converted, or is being converted, is not tried again by itself. */
const tried = new Set<number>();

/** Starts converting; returns the off-switch. */
export function startAutoConvert(): () => void {
  const look = (): void => {
    const { request, references } = useComposer.getState();
    for (const { referenceId } of request.references) {
      const file = references.get(referenceId);
      if (file === undefined || file.kind !== 'image' || tried.has(file.id) || hostedImageFormats.includes(formatOf(file.mimeType)))
        continue;
      tried.add(file.id);
      // The work is loaded with the first such picture: most people never have one.
      void import('./apply-fix.ts')
        .then(({ convertForHost }) => convertForHost(file))
        .then(() => useComposer.getState().request.references.some((use) => use.referenceId === file.id) || tried.delete(file.id));
    }
  };
  look();
  return useComposer.subscribe((now, before) => {
    if (now.request.references !== before.request.references || now.references !== before.references) look();
  });
}
