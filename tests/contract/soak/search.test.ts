// The short part of the soak trial `search`.
import { search } from '../../soak/trials/search.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(search);
