import type { Finding } from '../../../events/case-schemas';
import type { Inspect, Interview, PreserveEvidence, RegisterEvidence } from './evidence-commands';

/**
 * Formalities of evidence (A176–A181; 处罚法 46, 55). What lacks one is recorded all the same, with a finding that says
 * what is missing (W-07), so that it can be mended, and so that whoever reviews the file sees it.
 */

/** What is missing, as a finding about an item; nothing where nothing is missing. */
const incomplete = (about: string, missing: Readonly<Record<string, boolean>>): readonly Finding[] => {
  const reasons = Object.keys(missing).filter((reason) => missing[reason] === true);
  return reasons.length === 0 ? [] : [{ code: 'W-07', about, reasons }];
};

/** A177: signed on each page by the person and the officers, every correction signed. */
export const interviewFormalities = ({
  record,
  pages,
  corrections,
}: Pick<Interview, 'record' | 'pages' | 'corrections'>): readonly Finding[] =>
  incomplete(record.id, {
    'page-unsigned': pages.some(({ person, officers }) => person === 'missing' || !officers),
    'page-missing': !pages.every(({ page }, place) => page === place + 1),
    'correction-unsigned': corrections.some(({ signed }) => !signed),
  });

/** A sheet that the party has not signed bears the name of a witness. */
export const sheetFormalities = (
  about: string,
  { signed, witness }: Pick<Inspect, 'signed'> & { readonly witness?: string | undefined },
): readonly Finding[] =>
  incomplete(about, { 'unsigned-without-witness': signed !== 'signed' && witness === undefined });

/** 56: the inventory is signed like any sheet, and a copy is handed over. */
export const inventoryFormalities = (command: PreserveEvidence): readonly Finding[] =>
  incomplete(command.id, {
    'unsigned-without-witness': command.signed !== 'signed' && command.witness === undefined,
    'copy-not-given': !command.copyGiven,
  });

/** A176–A181: what each kind of evidence has to bear. */
export const evidenceFormalities = (command: RegisterEvidence): readonly Finding[] =>
  incomplete(command.id, {
    ...paperLacks(command),
    ...thingLacks(command),
    ...mediumLacks(command),
    ...copyLacks(command),
  });

/** A178 书证 */
function paperLacks({ kind, paper }: RegisterEvidence): Record<string, boolean> {
  if (kind !== 'documentary') return {};
  return {
    'not-compared-with-original': paper?.compared !== true,
    'origin-not-noted': paper?.originNoted !== true,
    'page-unsigned': paper?.everyPageSigned !== true,
    'correction-unmarked': paper?.correctionsMarked !== true,
  };
}

/** A179 物证: the thing itself as far as possible, otherwise something corroborates it. */
const thingLacks = ({ kind, held, corroboratedBy }: RegisterEvidence): Record<string, boolean> =>
  kind === 'physical'
    ? { 'substitute-uncorroborated': held !== 'original' && corroboratedBy === undefined }
    : {};

/** A180 视听资料、电子数据 */
function mediumLacks({ kind, medium }: RegisterEvidence): Record<string, boolean> {
  if (kind !== 'audio-visual' && kind !== 'electronic-data') return {};
  return {
    'original-medium-not-kept': medium?.originalMedium !== true,
    'making-not-noted': medium?.makingNoted !== true,
    'transcript-missing': medium?.hasSound === true && !medium.transcript,
  };
}

/** A181 复制件 */
function copyLacks({ held, copy }: RegisterEvidence): Record<string, boolean> {
  if (held !== 'copy') return {};
  return {
    'original-was-obtainable': copy?.originalHardToObtain !== true,
    'comparison-note-missing': copy?.comparedNote !== true,
    'issue-not-noted': copy?.issueNoted !== true,
    'provider-unsigned': copy?.providerSigned !== true,
  };
}
