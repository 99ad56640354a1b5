import { citationZh } from './article';
import { earlierAlerts } from './violations/alerts';
import { laterAlerts } from './violations/alerts-later';
import { penaltyRefusals } from './violations/refusals';
import { otherRefusals } from './violations/refusals-other';
import type { Alert, Refusal, Violation } from './violations/row';

/** The violation catalogue: R codes refuse a command, W codes accept it and open a finding. Codes never change. */

const allRefusals = { ...penaltyRefusals, ...otherRefusals };
const allAlerts = { ...earlierAlerts, ...laterAlerts };

/** `R-01` to `R-40`. */
export type RefusalCode = keyof typeof allRefusals;
/** `W-01` to `W-49`. */
export type AlertCode = keyof typeof allAlerts;

export const refusals: Readonly<Record<RefusalCode, Refusal>> = allRefusals;
export const alerts: Readonly<Record<AlertCode, Alert>> = allAlerts;

export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);
export const isAlertCode = (code: string): code is AlertCode => Object.hasOwn(alerts, code);

/** The basis of a code as refusals print it, the strongest first: `行政处罚法 第四十二条第一款`. */
export const basisTexts = ({ basis }: Violation): readonly string[] => basis.map(citationZh);
