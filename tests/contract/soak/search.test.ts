import { search } from '../../soak/trials/search.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(search);
