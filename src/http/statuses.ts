/**
 * HTTP status of every error code: the one place where codes meet HTTP. A code that is not here answers 500, and a
 * test fails for it.
 */
export const statusOf: Readonly<Record<string, number>> = {
  // What was sent cannot be read.
  'bad-request': 400,
  'body-not-json': 400,
  'input-unfit': 400,
  'input-invalid': 400,
  'command-id-missing': 400,
  'command-id-unfit': 400,
  'bad-instant': 400,
  'bad-civil-date': 400,
  'date-out-of-range': 400,
  'unknown-zone': 400,
  'bad-cursor': 400,
  'bad-query': 400,
  'bad-position': 400,
  'bad-amount': 400,
  'bad-ratio': 400,
  'bad-period': 400,
  'bad-interval': 400,
  'counts-backwards': 400,
  'unknown-parameter': 400,
  'account-name-unfit': 400,
  'password-unfit': 400,
  'body-too-large': 413,
  'content-type-unsupported': 415,
  'headers-too-large': 431,

  // Who asks, and whether he may.
  'sign-in-needed': 401,
  'token-invalid': 401,
  'sign-in-failed': 401,
  'password-change-needed': 403,
  'role-missing': 403,
  'not-for-others': 403,

  // What is not there, or not for him.
  'no-such-route': 404,
  'not-found': 404,
  'unknown-account': 404,

  // What is there already, or is not so any more.
  'request-timeout': 408,
  'account-name-taken': 409,
  'too-many-conflicts': 409,
  'wrong-expected-revision': 409,
  'read-model-replaced': 409,

  // What may not be, by the law or by the record.
  'command-refused': 422,
  'command-id-reused': 422,
  'occurred-in-future': 422,
  'entry-too-large': 422,
  'parameter-not-set': 422,
  'calendar-year-not-loaded': 422,
  'calendar-territory-not-loaded': 422,
  'suspension-still-running': 422,

  'too-many-requests': 429,

  // What this instance cannot do now.
  'sign-ins-busy': 503,
  'store-unavailable': 503,
  'outcome-unknown': 503,
  'not-caught-up': 503,
  'read-model-absent': 503,
  'projection-stopped': 503,
  'checkpoint-moved': 503,
  'ledger-locked': 503,

  // Faults of the program or of its data.
  'internal-error': 500,
  'invalid-event': 500,
  'unreadable-event': 500,
  'id-conflict': 500,
  'chain-mismatch': 500,
  'bad-append': 500,
  'bad-read-model': 500,
  'read-model-shape': 500,
  'bad-settings': 500,
  'bad-calendar-file': 500,
  'bad-import-file': 500,
  'other-file-imported': 500,
  'no-such-case': 500,
  'not-canonical': 500,
  'malformed-entry': 500,
  'payload-unreadable': 500,
  'key-unreadable': 500,
  'key-vault-unsafe': 500,
  'tree-state-mismatch': 500,
  'ledger-missing': 500,
  'ledger-inconsistent': 500,
  'ledger-replaced': 500,
  'file-unreadable': 500,
  'file-from-later-build': 500,
  'stream-conflict': 500,
  'stream-parked': 500,
  'gap-unrepaired': 500,
  'handler-failed': 500,
  'rebuild-cancelled': 500,
};
