// The names of facet values in the language of the window.
import type { Kind } from '../../../../../shared/models/index.ts';
import { messages } from '../../../messages.ts';
import { limitsOf, modelNames, type ShownFacet, yearOf } from './facet-values.ts';

/** The name of one value. */
export function valueLabel(facet: ShownFacet, value: string): string {
  const { facets } = messages.search;
  switch (facet) {
    case 'month':
      return yearOf(value) === null ? messages.format.month(Number(value)) : facets.year(yearOf(value) ?? 0);
    case 'model':
      return modelNames(value)[1] ?? value;
    case 'kind':
      return messages.composer.kinds[value as Kind] ?? value;
    case 'audio':
      return value === 'yes' ? facets.withAudio : facets.withoutAudio;
    case 'file':
      return value === 'missing' ? facets.fileMissing : facets.fileSaved;
    case 'duration': {
      const { from, below } = limitsOf(value);
      return facets.seconds(from, below);
    }
    case 'credits': {
      const { from, below } = limitsOf(value);
      return facets.credits(from, below);
    }
    case 'ratio':
    case 'quality':
    case 'profile':
      return value;
  }
}
