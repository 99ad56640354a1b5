/** Codes in scope of a penalty case, and what shows each of them beside the tables. */

/** A code with what shows it. */
export interface CoveredCode {
  readonly code: string;
  /** Tests below `test/` that mention it. */
  readonly tests: readonly string[];
  /** Source files that raise it where no row and no clock names it. */
  readonly raisers?: readonly string[];
  /** What is missing; empty where nothing is. */
  readonly missing?: string;
}

/** Refusal codes that C.0.1, C.1 and C.2 name. Rows and rules follow from the tables, and each rule has its act that breaks it. */
export const refusalCodes: readonly string[] = [
  ...Array.from({ length: 26 }, (_, i) => `R-${String(i + 1).padStart(2, '0')}`),
  'R-31',
  'R-38',
];

const on = (
  code: string,
  tests: string,
  more: Omit<Partial<CoveredCode>, 'code' | 'tests'> = {},
): CoveredCode => ({
  ...{ code, tests: tests === '' ? [] : tests.split(', ') },
  ...more,
});

/** Every row of the table of alerts is raised by an example, and by none once the row is taken out. */
const LIVE = 'app/alerts-are-live';

/** Alerts that a penalty case can raise (C.13 as far as Part 2 names them). */
export const alertCodes: readonly CoveredCode[] = [
  on('W-01', `${LIVE}, domain/out-of-band`, { raisers: ['src/domain/penalty-case/out-of-band/steps.ts'] }),
  on('W-02', LIVE),
  on('W-03', LIVE),
  on('W-04', LIVE),
  on('W-05', LIVE),
  on('W-06', LIVE),
  on('W-07', `${LIVE}, domain/evidence, app/act-findings`, {
    raisers: ['src/domain/penalty-case/investigation/formalities.ts'],
  }),
  on('W-08', `${LIVE}, domain/notice-and-hearing`, { raisers: ['src/domain/penalty-case/hearing/steps.ts'] }),
  on('W-09', LIVE),
  on('W-10', LIVE),
  on('W-11', LIVE),
  on('W-12', LIVE),
  on('W-15', LIVE),
  on('W-16', 'http/sealed', { raisers: ['src/app/sealed/sealed-watch.ts'] }),
  on('W-17', `${LIVE}, domain/execution`, {
    raisers: ['src/domain/penalty-case/execution/substitute-steps.ts'],
  }),
  on('W-18', LIVE),
  on('W-19', LIVE),
  on('W-20', LIVE),
  on('W-21', LIVE),
  on('W-23', LIVE),
  on('W-24', LIVE),
  on('W-25', `${LIVE}, app/late-records`, { raisers: ['src/app/alerts/late-records.ts'] }),
  on('W-30', `${LIVE}, domain/service, domain/execution`, {
    raisers: ['src/domain/penalty-case/service/proof.ts'],
  }),
  on('W-33', LIVE),
  on('W-35', LIVE),
  on('W-36', `${LIVE}, domain/disclosure`, { raisers: ['src/domain/penalty-case/disclosure/check.ts'] }),
  on('W-37', `${LIVE}, domain/disclosure`, { raisers: ['src/domain/penalty-case/disclosure/check.ts'] }),
  on('W-39', 'http/sealed', { raisers: ['src/app/sealed/sealed-watch.ts'] }),
  on('W-40', LIVE),
  on('W-42', LIVE),
  on('W-43', LIVE),
  on('W-47', LIVE),
  on('W-48', LIVE),
];
