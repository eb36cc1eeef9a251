import { undo } from '../../soak/trials/undo.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(undo);
