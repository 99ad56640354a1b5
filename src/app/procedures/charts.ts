import { phaseNames } from '../../domain/penalty-case/phase-names';
import { procedureTables } from '../../domain/penalty-case/table';
import { reference } from '../../domain/procedure';
import type { Procedure } from './flow-chart';

/** The procedures that are drawn, by name. */
export const charts: ReadonlyMap<string, Procedure> = new Map(
  Object.entries({
    simple: {
      title: { zh: '行政处罚简易程序流程图', en: 'Administrative penalty: simple procedure' },
      rows: reference(procedureTables.simple),
      byTheFile: { opened: ['shown'], delivered: ['transferred'] },
    },
    general: {
      title: { zh: '行政处罚普通程序流程图', en: 'Administrative penalty: general procedure' },
      rows: reference(procedureTables.general),
      byTheFile: { none: ['converted'], investigating: ['transferred'] },
    },
  }).map(([name, chart]) => [name, { ...chart, phases: phaseNames }]),
);
