import { foreign } from '../../soak/trials/foreign.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(foreign);
