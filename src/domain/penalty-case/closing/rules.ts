import { breach, kept, type Breach } from '../../../kernel/guard';
import { penaltyLaw, statute } from '../../statute';
import { fileRule } from '../guards/rule';
import { stillKept } from '../investigation/state';
import { isAnnulled } from '../remedy/state';
import { executed, type CaseState } from '../state';

/** When a case may be closed (P27). */

const order = { group: 'sequence', code: 'R-00' } as const;

export type Outcome = 'executed' | 'no-penalty' | 'terminated' | 'transferred' | 'criminal' | 'reversed';

const ended = (state: CaseState, how: 'receiver' | 'final'): boolean =>
  Object.values(state.transfer.all).some((each) => each.ended === how);

/** How the case has come to its end; absent while something is left to do. */
export const outcomeOf = (state: CaseState): Outcome | undefined =>
  state.decision === undefined ? endedElsewhere(state) : endedHere(state);

function endedElsewhere(state: CaseState): Outcome | undefined {
  if (ended(state, 'receiver')) return 'transferred';
  const held = Object.keys(state.transfer.holds).length > 0;
  return !held && ended(state, 'final') ? 'criminal' : undefined;
}

function endedHere(state: CaseState): Outcome | undefined {
  const { decision, served, remedy } = state;
  if (served === undefined) return undefined;
  if (decision?.type === 'no-penalty') return 'no-penalty';
  if (decision?.type === 'termination') return 'terminated';
  if (isAnnulled(remedy)) return 'reversed';
  return executed(state) ? 'executed' : undefined;
}

/** The decision was served and performed, or there is none to perform. */
export const finished = fileRule(
  { ...order, name: 'G-CLOSE', basis: [penaltyLaw(52), penaltyLaw(66)] },
  (state): readonly Breach[] => [
    ...(state.served === undefined && outcomeOf(state) === undefined
      ? breach('决定书尚未送达', 'the decision has not been served')
      : kept),
    ...(state.procedure === 'simple' && !state.filed
      ? breach('尚未报所属行政机关备案', 'the decision has not been filed with the organ')
      : kept),
    ...(outcomeOf(state) === undefined
      ? breach('决定尚未履行完毕', 'the decision has not been performed')
      : kept),
  ],
);

/** What a reversal or a judgment demands is done: refund, other duties, the inquiry after a self-correction. */
export const dutiesDone = fileRule(
  { ...order, name: 'G-CLOSE.duties', basis: [statute('reconsideration', 77), statute('litigation', 94)] },
  ({ remedy: { reversal, duties, inquiry }, execution }) => [
    ...(reversal !== undefined && reversal.refundedFen < reversal.refundFen
      ? breach('应退款项尚未退还', 'a refund is outstanding')
      : kept),
    ...(execution.toTurnBack === 'executed'
      ? breach('已执行的尚未恢复原状、退还或者赔偿', 'what was executed is not turned back')
      : kept),
    ...(duties.length > 0 ? breach('裁判或者决定尚未履行', 'a judgment or decision is not performed') : kept),
    ...(inquiry
      ? breach('自行纠正的调查尚无结论', 'the inquiry after the self-correction has no outcome')
      : kept),
  ],
);

/** Nothing that was preserved is still kept: neither disposed of nor given back. */
export const nothingKept = fileRule(
  { group: 'sequence', code: 'R-12', name: 'G-HOLD.things', basis: [penaltyLaw(56)] },
  ({ investigation: { preserved } }) =>
    Object.entries(preserved)
      .filter(([, preservation]) => stillKept(preservation))
      .flatMap(([id]) =>
        breach(`先行登记保存 ${id} 尚有物品未处理或者未返还`, `things of preservation ${id} are still kept`),
      ),
);

/** A166: in the general procedure the identity of the party was checked, or it is said that it could not be. */
export const identityChecked = fileRule(
  { ...order, name: 'G-CLOSE.identity', basis: [penaltyLaw(54)] },
  ({ procedure, closing }) =>
    procedure === 'general' && !closing.identityChecked
      ? breach('尚未核查当事人身份信息', 'the identity of the party has not been checked')
      : kept,
);

/** P28: no paper of the file is known to differ from the record when it goes to the archive (A093, A215). */
export const papersAgree = fileRule(
  { group: 'content', code: 'R-11', name: 'G-ARCHIVE', basis: [statute('archives', 13), penaltyLaw(47)] },
  ({ paper }) =>
    Object.entries(paper)
      .filter(([, status]) => status === 'open')
      .flatMap(([id]) =>
        breach(
          `纸质与电子不一致“${id}”尚未处理，不得归档`,
          `paper and record differ (${id}), and nobody has settled it: it is not archived`,
        ),
      ),
);

/** A major decision is filed once. */
export const notFiledMajor = fileRule(
  { ...order, name: 'G-STEP.major', basis: [penaltyLaw(75)] },
  ({ closing: { majorFiled }, decision }) => [
    ...(majorFiled ? breach('已经备案', 'it has been filed already') : kept),
    ...(decision === undefined ? breach('没有可备案的决定', 'there is no decision to file') : kept),
  ],
);
