import type { NoticeEvent } from '../../../events/notice.events';
import { present } from '../../../kernel/plain-data';
import { anotherHearing } from '../hearing/state';
import { withAnnouncement } from '../service/announced-time';
import type { Folds } from '../stage';

export const noticeFolds: Folds<NoticeEvent> = {
  PriorNoticeServed: (state, { data }) => {
    const { proposal, terms, confiscationFen, hearingTold, service, opens } = data;
    const due = (key: string) => opens.find((clock) => clock.key === key)?.due;
    const served = {
      ...{ on: service.servedOn, round: (state.notice.served?.round ?? 0) + 1 },
      ...{ proposal, terms, confiscationFen, hearingTold },
      ...present({ statementBy: due('statement.window'), hearingBy: due('hearing.request') }),
      facts: (state.findings?.facts ?? []).map(({ id }) => id),
      evidence: (state.findings?.evidence ?? []).map(({ id }) => id),
    };
    const { statements } = state.notice;
    return {
      ...withAnnouncement(state, data),
      phase: 'noticed',
      notice: { served, statements, waived: false },
      hearing: anotherHearing(state.hearing),
    };
  },
  StatementReceived: (state, { data: { id, newFacts } }) => {
    const { served, statements } = state.notice;
    const statement = { id, round: served?.round ?? 0, reviewed: false, newFacts };
    return { ...state, notice: { ...state.notice, statements: [...statements, statement] } };
  },
  StatementWaived: (state) => ({ ...state, notice: { ...state.notice, waived: true } }),
  StatementReviewed: (state, { data: { id } }) => {
    const statements = state.notice.statements.map((each) =>
      each.id === id ? { ...each, reviewed: true } : each,
    );
    return { ...state, notice: { ...state.notice, statements } };
  },
};
