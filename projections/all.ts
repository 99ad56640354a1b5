import { accountability } from './accountability/accountability.projection';
import { cases } from './cases/cases.projection';
import { disclosure } from './disclosure/disclosure.projection';
import type { Projection } from './projection';
import { sealed } from './sealed/sealed.projection';
import { supervision } from './supervision/supervision.projection';

/** Every projection of this build. */
export const projections: readonly Projection[] = [cases, disclosure, supervision, accountability, sealed];
