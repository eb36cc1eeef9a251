import { start100k } from '../../soak/trials/start100k.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(start100k);
