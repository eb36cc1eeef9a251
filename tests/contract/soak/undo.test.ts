// The short part of the soak trial `undo`.
import { undo } from '../../soak/trials/undo.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(undo);
