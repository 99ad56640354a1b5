import { HenjiError } from '../kernel/errors';

/** One thing that was looked at. */
export interface Finding {
  readonly subject: string;
  readonly state: 'good' | 'note' | 'bad';
  readonly zh: string;
  readonly en: string;
  readonly wayOut?: { readonly zh: string; readonly en: string };
}

/** All is as it ought to be. */
export const good = (subject: string, zh: string, en: string): Finding => ({
  ...{ subject, state: 'good', zh, en },
});

/** A finding, or the error that kept it from being made. */
export async function asked(subject: string, look: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof HenjiError)) throw error;
    const { zh, en, wayOut } = error;
    return { subject, state: 'bad', zh, en, ...(wayOut === undefined ? {} : { wayOut }) };
  }
}
