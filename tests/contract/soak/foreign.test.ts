// The short part of the soak trial `foreign`.
import { foreign } from '../../soak/trials/foreign.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(foreign);
