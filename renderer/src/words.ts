// The sentences of the language in use. One place, so that switching languages later is one change.
import { text } from '../../shared/text/index.ts';

export const words = text('en');
