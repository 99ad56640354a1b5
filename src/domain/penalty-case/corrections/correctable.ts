/**
 * What may be put right, by stored name; `*` is a place in a list. Facts, references and places may; what an act orders,
 * decides or sets in motion (penalties, numbers, votes, days from which a clock runs) may not: that changes only by
 * another act.
 */
export const correctable: Readonly<Record<string, readonly string[]>> = {
  // Simple procedure.
  OnSiteCaseOpened: ['unit', 'place'],
  FactsRecorded: [
    'violation.from',
    'violation.until',
    'violation.continuing',
    'violation.harm',
    'violation.discovered',
    'evidence.*.kind',
    'evidence.*.collected',
  ],
  InformedAndHeard: ['signed'],
  OnSpotDelivered: ['mode', 'refusalNoted'],
  OnSpotFiled: ['reference'],
  // Clue and filing.
  ClueRegistered: ['unit', 'place'],
  ClueVerified: ['onSite'],
  CaseFiled: [
    'place',
    'violation.from',
    'violation.until',
    'violation.continuing',
    'violation.harm',
    'violation.discovered',
    'approvalForm',
  ],
  ReporterTold: ['attempts'],
  // Investigation and evidence.
  RightsNotified: ['signed'],
  InterviewRecorded: ['evidence.collected', 'pages'],
  InspectionRecorded: ['place', 'signed', 'evidence.collected'],
  SampleTaken: ['method', 'things.*.quantity', 'signed', 'evidence.*.collected'],
  EvidencePreserved: ['keeper', 'things.*.quantity', 'evidence.*.collected'],
  PreservationReleased: ['receipt'],
  TestOrdered: ['body', 'qualification'],
  TestResultReceived: ['evidence.collected'],
  TestResultTold: ['signed'],
  EvidenceRegistered: ['evidence.kind', 'evidence.collected', 'held'],
  DeviceRecordReviewed: ['device'],
  InvestigationConcluded: [
    'violation.from',
    'violation.until',
    'violation.continuing',
    'violation.harm',
    'violation.discovered',
  ],
  // Notice and hearing.
  PriorNoticeServed: ['reference'],
  StatementReceived: ['form'],
  StatementWaived: ['proof'],
  HearingRequested: ['form'],
  HearingWaived: ['proof'],
  HearingHeld: ['agents', 'signed'],
  // Decision and what follows it.
  CollectivelyDiscussed: ['minutes'],
  DecisionDocumentIssued: ['seal.reference'],
  MajorDecisionFiled: ['with', 'reference'],
  FineCollectedOnSpot: ['receipt'],
  LandingRecorded: ['place'],
  CollectedFineHandedIn: ['voucher'],
  CollectedFineBanked: ['reference'],
  PaymentReceived: ['reference', 'channel'],
  DeferralApproved: ['reference'],
  InstalmentSet: ['reference'],
  RefundPaid: ['receipt'],
  ReconsiderationForwarded: ['to'],
  ReconsiderationApplied: ['body'],
  LawsuitFiled: ['court'],
  CaseClosed: ['reference'],
  CaseArchived: ['catalogue'],
  // Publication: the review that it rests on, not what is shown.
  DecisionPublished: ['assessment', 'review.reference'],
  NotPublished: ['review.reference'],
};

const identity = ['name', 'idType', 'idNumber', 'address', 'phone', 'legalRepresentative', 'place'] as const;

/** Erasable members that may be put right (个保法 46). */
export const correctablePersonal: Readonly<Record<string, readonly string[]>> = {
  OnSiteCaseOpened: identity,
  ClueRegistered: ['suspected', 'place'],
  CaseFiled: identity,
  InspectionRecorded: ['place', 'witness'],
  SampleTaken: ['witness'],
  EvidencePreserved: ['place', 'witness'],
};
