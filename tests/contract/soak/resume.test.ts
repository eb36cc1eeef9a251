// The short part of the soak trial `resume`.
import { resume } from '../../soak/trials/resume.ts';
import { testShortPart } from './short-trial.ts';

testShortPart(resume);
