// Converts pictures that the file host does not accept (BMP, TIFF) to PNG as soon as the request names them, wherever they come from.
// Colours and pixels stay the same, and the original stays among the references.
import { formatOf, hostedImageFormats } from '../../../../../shared/models/index.ts';
import { useComposer } from '../composer-store.ts';

/** Pictures whose conversion has failed or is in progress; they are not tried again automatically. */
const attemptedIds = new Set<number>();

/** Converts such pictures from now on; returns the function that stops this. The composer calls it when it is mounted. */
export function startAutoConvert(): () => void {
  const convertUnsupported = (): void => {
    const { request, references } = useComposer.getState();
    for (const { referenceId } of request.references) {
      const file = references.get(referenceId);
      if (file === undefined || file.kind !== 'image' || attemptedIds.has(file.id) || hostedImageFormats.includes(formatOf(file.mimeType)))
        continue;
      attemptedIds.add(file.id);
      // The code is loaded with the first such picture: most people never have one.
      void import('./apply-fix.ts')
        .then(({ convertForHost }) => convertForHost(file))
        .then(() => useComposer.getState().request.references.some((use) => use.referenceId === file.id) || attemptedIds.delete(file.id));
    }
  };
  convertUnsupported();
  return useComposer.subscribe((current, previous) => {
    if (current.request.references !== previous.request.references || current.references !== previous.references) convertUnsupported();
  });
}
